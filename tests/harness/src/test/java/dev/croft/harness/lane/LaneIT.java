package dev.croft.harness.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LaneIT {

    private static final AtomicInteger NAMESPACES = new AtomicInteger();
    private static final Duration SOON = Duration.ofSeconds(20);
    // As informers ask: whatever the server remembers will do.
    private static final ListOptions FROM_MEMORY =
            new ListOptionsBuilder().withResourceVersion("0").build();

    private static Lane lane;

    private String namespace = "";

    @BeforeAll
    static void startLane() {
        lane = Lane.start("test");
    }

    @AfterAll
    static void endLane() {
        lane.close();
    }

    @BeforeEach
    void makeNamespace() {
        namespace = "t-" + NAMESPACES.incrementAndGet();
        lane.admin()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @Test
    void runsPodsAndTellsTheirImageByDigest() {
        deploy("example.com/x/web:1", 2);

        await().atMost(SOON).until(() -> available() == 2);
        assertThat(containers())
                .hasSize(2)
                .allSatisfy(container ->
                        assertThat(container.getImageID()).matches("example.com/x/web@sha256:[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @CsvSource({"fails:1, CrashLoopBackOff", "hangs@sha256:0123, ''", "never, ContainerCreating"})
    void letsAnImageDecideThatItsPodsAreNeverReady(String image, String waitingFor) {
        deploy("example.com/x/" + image, 1);

        await().atMost(SOON).until(() -> containers().size() == 1);
        assertThat(containers()).allSatisfy(container -> {
            assertThat(container.getReady()).isFalse();
            assertThat(Optional.ofNullable(container.getState().getWaiting()).map(ContainerStateWaiting::getReason))
                    .isEqualTo(Optional.of(waitingFor).filter(reason -> !reason.isEmpty()));
        });
        assertThat(available()).isZero();
    }

    @Test
    void letsAnAnnotationOfThePodDecideToo() {
        var deployment = deployment("example.com/x/web:1", 1);
        deployment.getSpec().getTemplate().getMetadata().setAnnotations(Map.of("kwok.croft.dev/pod", "hang"));
        lane.admin().resource(deployment).create();

        await().atMost(SOON).until(() -> containers().size() == 1);
        assertThat(available()).isZero();
    }

    @Test
    void endsPodsWithTheirDeployment() {
        deploy("example.com/x/web:1", 1);
        await().atMost(SOON).until(() -> available() == 1);

        lane.admin().resource(deployment("example.com/x/web:1", 1)).delete();

        await().atMost(SOON)
                .until(() -> lane.admin()
                        .pods()
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = {"ETCD", "API_SERVER"})
    void answersNothingWhileFrozenAndWorksAfterwards(Part part) {
        try (var hasty = client(lane.server())) {
            lane.freeze(part);
            assertThatThrownBy(() -> hasty.resource(configMap("too-early")).create())
                    .isInstanceOf(KubernetesClientException.class);
        } finally {
            lane.thaw(part);
        }

        deploy("example.com/x/web:1", 1);
        await().atMost(SOON).until(() -> available() == 1);
    }

    @Test
    void worksAgainAfterACrashOfEverything() {
        List.of(Part.values()).forEach(lane::kill);
        List.of(Part.values()).forEach(lane::start);

        deploy("example.com/x/web:1", 1);
        await().atMost(SOON).until(() -> available() == 1);
    }

    @ParameterizedTest
    @EnumSource
    void knowsNothingThatCameAfterTheSnapshot(Revisions revisions) {
        lane.admin().resource(configMap("before")).create();
        var snapshot = lane.snapshot();
        var after = lane.admin().resource(configMap("after")).create();

        lane.restore(snapshot, revisions);

        assertThat(names(lane.admin(), new ListOptions())).contains("before").doesNotContain("after");
        var again = lane.admin().resource(configMap("again")).create();
        switch (revisions) {
            case KEPT -> assertThat(revision(again) - revision(after)).isBetween(-1000L, 1000L);
            case BUMPED -> assertThat(revision(again) - revision(after)).isGreaterThan(900_000_000L);
        }
        deploy("example.com/x/web:1", 1);
        await().atMost(SOON).until(() -> available() == 1);
    }

    @Test
    void staleServerKnowsOnlyThePastWhileItIsFrozen() throws InterruptedException {
        try (var client = client(lane.stale().server())) {
            lane.admin().resource(configMap("early")).create();
            await().atMost(SOON).until(() -> names(client, FROM_MEMORY).contains("early"));

            lane.stale().freeze();
            lane.admin().resource(configMap("late")).create();
            Thread.sleep(2000);
            assertThat(names(client, FROM_MEMORY)).contains("early").doesNotContain("late");
            assertThatThrownBy(() -> client.resource(configMap("mine")).create())
                    .isInstanceOf(KubernetesClientException.class);

            lane.stale().thaw();
            await().atMost(SOON).until(() -> names(client, FROM_MEMORY).contains("late"));
        }
    }

    @Test
    void staleServerLearnsLateByItsDelay() {
        try (var client = client(lane.stale().server())) {
            lane.stale().delay(Duration.ofSeconds(2));
            try {
                lane.admin().resource(configMap("news")).create();

                assertThat(names(client, FROM_MEMORY)).doesNotContain("news");
                await().between(Duration.ofSeconds(1), SOON)
                        .until(() -> names(client, FROM_MEMORY).contains("news"));
            } finally {
                lane.stale().delay(Duration.ZERO);
            }
        }
    }

    @Test
    void takesDefinitionsAwayAndBringsThemBack() {
        lane.installDefinitions();
        lane.removeDefinitions();
        assertThat(lane.admin()
                        .apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .list()
                        .getItems())
                .isEmpty();

        lane.installDefinitions();
        assertThat(lane.admin().getApiGroup("croft.dev")).isNotNull();
    }

    private static KubernetesClient client(String server) {
        var config = new ConfigBuilder(Config.fromKubeconfig(lane.kubeconfig().toFile()))
                .withMasterUrl(server)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(2000)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private void deploy(String image, int replicas) {
        lane.admin().resource(deployment(image, replicas)).create();
    }

    private Deployment deployment(String image, int replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private int available() {
        var deployment = lane.admin()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("web")
                .get();
        return Optional.ofNullable(deployment.getStatus().getAvailableReplicas())
                .orElse(0);
    }

    private List<ContainerStatus> containers() {
        return lane.admin().pods().inNamespace(namespace).list().getItems().stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .toList();
    }

    private ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build();
    }

    private List<String> names(KubernetesClient client, ListOptions options) {
        return client.configMaps().inNamespace(namespace).list(options).getItems().stream()
                .map(configMap -> configMap.getMetadata().getName())
                .toList();
    }

    private static long revision(ConfigMap configMap) {
        return Long.parseLong(configMap.getMetadata().getResourceVersion());
    }
}

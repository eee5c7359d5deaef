package dev.croft.operator.running;

import static dev.croft.operator.running.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.testing.ApiServer;
import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a developer sees of the running operator. */
class OperatorIT {

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving(Path.of("..", "..", "crds", "manifests"));

    private static final SharedOperator OPERATOR = new SharedOperator("operator");

    private Cluster cluster;

    @BeforeEach
    void serve(Sandbox sandbox) throws IOException {
        cluster = OPERATOR.serve(sandbox);
    }

    @AfterAll
    static void stopOperator() throws InterruptedException {
        OPERATOR.stop();
    }

    @Test
    void becomesReadyWhenItsPodsAre() {
        cluster.apply("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: shop}
                spec: {domain: shop.example.com, entrypoint: web, routing: {ingressClassName: traefik}}
                """);
        cluster.applyService("shop", "web", "replicas: 2");
        eventually("the rollout is reported").until(() -> cluster.serviceIs("web", "Ready", "RollingOut"));
        assertThat(cluster.projectIs("shop", "Ready", "Ready")).isFalse();

        cluster.podsBecomeReady("web");

        eventually("the Project is ready").until(() -> cluster.projectIs("shop", "Ready", "Ready"));
        var status = cluster.get(CroftService.class, "web").getStatus();
        assertThat(status.replicas()).isEqualTo("2/2");
        assertThat(status.url()).isEqualTo("http://shop.example.com/");
        assertThat(status.endpoints()).containsExactly("web." + cluster.namespace() + ".svc:8080");
        assertThat(status.history()).hasSize(1);
        assertThat(cluster.get(Project.class, "shop").getStatus().services()).isEqualTo("1/1");
        assertThat(cluster.get(Ingress.class, "web").getSpec().getRules()).hasSize(1);
        assertThat(cluster.get(PodDisruptionBudget.class, "web")).isNotNull();
        assertThat(cluster.get(NetworkPolicy.class, "shop-default-deny")).isNotNull();
    }

    @Test
    void waitsForItsProjectAndSaysSo() {
        cluster.applyService("late", "web", "");
        eventually("the missing Project is named").until(() -> cluster.serviceIs("web", "Ready", "ProjectNotFound"));
        assertThat(cluster.deployment("web")).isEmpty();

        cluster.applyProject("late");

        eventually("the Service goes on").until(() -> cluster.serviceIs("web", "Ready", "RollingOut"));
    }

    @Test
    void namesAMissingSecretAndGoesOnWhenItAppears() {
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", "envFrom: [{secretRef: {name: settings}}]");
        eventually("the missing Secret is named").until(() -> cluster.serviceIs("web", "Ready", "SourceNotFound"));
        assertThat(cluster.deployment("web")).isEmpty();

        createSecret("settings", "a");

        eventually("the Deployment is made")
                .until(() -> cluster.deployment("web").isPresent());
    }

    @Test
    void rollsOutOnceForNewContentAndNeverForNewLabels() throws IOException {
        cluster.applyProject("shop");
        createSecret("settings", "a");
        cluster.applyService("shop", "web", "envFrom: [{secretRef: {name: settings}}]");
        cluster.podsBecomeReady("web");
        eventually("ready").until(() -> cluster.projectIs("shop", "Ready", "Ready"));
        Cluster.quiet();
        var ledger = cluster.ledger();

        cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .withName("settings")
                .edit(secret -> {
                    secret.getMetadata().setLabels(Map.of("team", "blue"));
                    return secret;
                });
        Cluster.quiet();

        assertThat(ledger.writes()).isEmpty();
        assertThat(ledger.gets()).containsExactly("get secrets settings 200");
        ledger.startAnew();

        cluster.client()
                .secrets()
                .inNamespace(cluster.namespace())
                .withName("settings")
                .edit(secret -> {
                    secret.setStringData(Map.of("value", "b"));
                    return secret;
                });
        eventually("rolling out").until(() -> cluster.serviceIs("web", "Ready", "RollingOut"));
        cluster.podsBecomeReady("web");
        eventually("ready again").until(() -> cluster.serviceIs("web", "Ready", "Ready"));

        assertThat(ledger.writes())
                .filteredOn(write -> write.startsWith("patch deployments "))
                .hasSize(1);
        assertThat(ledger.gets()).containsExactly("get secrets settings 200");
    }

    @Test
    void touchesNothingThatIsNotItsOwn() {
        cluster.client()
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .withNamespace(cluster.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        cluster.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("web")
                        .withNamespace(cluster.namespace())
                        .endMetadata()
                        .build())
                .create();
        var before = cluster.get(Service.class, "web").getMetadata().getResourceVersion();
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", "");

        eventually("the taken name is told").until(() -> cluster.serviceIs("web", "Stalled", "NameTaken"));

        assertThat(cluster.get(Service.class, "web").getMetadata().getResourceVersion())
                .isEqualTo(before);
        cluster.client()
                .resources(CroftService.class)
                .inNamespace(cluster.namespace())
                .withName("web")
                .delete();
        eventually("all that was owned is gone")
                .until(() -> cluster.deployment("web").isEmpty());
        assertThat(cluster.get(Service.class, "web").getMetadata().getResourceVersion())
                .isEqualTo(before);
    }

    @Test
    void namesTheImageThatCannotBePulled() {
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", "");
        eventually("rolling out").until(() -> cluster.serviceIs("web", "Ready", "RollingOut"));

        cluster.podWaits("web", "ErrImagePull", "failed to pull: example.com/app:1: not found");

        eventually("the image is named").until(() -> cluster.serviceIs("web", "Stalled", "ImagePullFailed"));
        var message = cluster.condition(CroftService.class, "web", "Ready")
                .orElseThrow()
                .message();
        assertThat(message).startsWith("Image example.com/app:1 cannot be pulled: the registry has no such image.");
    }

    @Test
    void readsAndWritesNothingForWhatIsPaused() throws IOException {
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", "");
        eventually("rolling out").until(() -> cluster.serviceIs("web", "Ready", "RollingOut"));
        cluster.edit("web", service -> annotated(service, "croft.dev/paused", "true"));
        eventually("the pause is told once").until(() -> events("Paused") == 1);
        Cluster.quiet();
        var ledger = cluster.ledger();

        cluster.client()
                .resources(Deployment.class)
                .inNamespace(cluster.namespace())
                .withName("web")
                .delete();
        Cluster.quiet();

        assertThat(ledger.writes()).isEmpty();
        cluster.edit("web", service -> annotated(service, "croft.dev/paused", "false"));
        eventually("the Deployment is back")
                .until(() -> cluster.deployment("web").isPresent());
        eventually("the end of the pause is told once").until(() -> events("Resumed") == 1);
    }

    @Test
    void redeploysExactlyOnceForANewValueOfTheAnnotation() throws IOException {
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", "");
        cluster.podsBecomeReady("web");
        eventually("ready").until(() -> cluster.projectIs("shop", "Ready", "Ready"));
        Cluster.quiet();
        var ledger = cluster.ledger();

        cluster.edit("web", service -> annotated(service, "croft.dev/redeploy", "now"));
        eventually("rolling out").until(() -> cluster.serviceIs("web", "Ready", "RollingOut"));
        Cluster.quiet();

        assertThat(ledger.writes())
                .containsExactlyInAnyOrder(
                        "patch deployments web 200", "patch services/status web 200", "patch projects/status shop 200");
    }

    @Test
    void callsAProjectReadyForAChangeNotBeforeItsServicesHaveTakenItUp() throws IOException {
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", "");
        cluster.podsBecomeReady("web");
        eventually("ready").until(() -> cluster.projectIs("shop", "Ready", "Ready"));
        Cluster.quiet();
        var ledger = cluster.ledger();

        cluster.apply("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: shop}
                spec: {description: under test, env: [{name: MODE, value: new}]}
                """);
        eventually("rolling out").until(() -> cluster.projectIs("shop", "Ready", "RollingOut"));
        Cluster.quiet();

        assertThat(ledger.writes())
                .as("it was never told ready in between")
                .containsExactlyInAnyOrder(
                        "patch deployments web 200", "patch services/status web 200", "patch projects/status shop 200");
    }

    @Test
    void givesRoutesToTheDefaultClassWhenNoneIsNamedAnyMore() {
        Cluster.defaultIngressClass(cluster.client(), "standard");
        cluster.apply("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: shop}
                spec: {description: under test, routing: {ingressClassName: traefik}}
                """);
        cluster.applyService("shop", "web", "routes: [{hosts: [web.example.com]}]");
        eventually("the named class").until(() -> "traefik".equals(ingressClass()));

        cluster.applyProject("shop");

        eventually("the default class").until(() -> "standard".equals(ingressClass()));
        Cluster.quiet();
        assertThat(ingressClass()).isEqualTo("standard");
    }

    @Test
    void takesAwayAFieldThatTheSpecNoLongerHas() throws IOException {
        cluster.applyProject("shop");
        cluster.applyService(
                "shop", "web", "probes: {readiness: {httpGet: {path: /healthz, port: http}}}\nargs: [--fast]");
        eventually("made").until(() -> cluster.deployment("web").isPresent());
        eventually("rolling out").until(() -> cluster.serviceIs("web", "Ready", "RollingOut"));
        Cluster.quiet();
        var ledger = cluster.ledger();

        cluster.applyService("shop", "web", "args: [--fast]");
        eventually("no probe").until(() -> container().getReadinessProbe() == null);

        assertThat(ledger.writes())
                .filteredOn(write -> write.contains("deployments") && write.endsWith(" 200"))
                .hasSize(2);
        ledger.startAnew();

        cluster.applyService("shop", "web", "");
        eventually("no arguments").until(() -> container().getArgs().isEmpty());
        assertThat(ledger.writes())
                .filteredOn(write -> write.contains("deployments") && write.endsWith(" 200"))
                .hasSize(1);
    }

    private io.fabric8.kubernetes.api.model.Container container() {
        return cluster.deployment("web")
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    private @Nullable String ingressClass() {
        var ingress = cluster.client()
                .resources(Ingress.class)
                .inNamespace(cluster.namespace())
                .withName("web")
                .get();
        return ingress == null ? null : ingress.getSpec().getIngressClassName();
    }

    private long events(String reason) {
        return cluster.client().resources(Event.class).inNamespace(cluster.namespace()).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .count();
    }

    private void createSecret(String name, String value) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withStringData(Map.of("value", value))
                .build();
        cluster.client().resource(secret).create();
    }

    private static CroftService annotated(CroftService service, String key, String value) {
        service.getMetadata().getAnnotations().put(key, value);
        return service;
    }
}

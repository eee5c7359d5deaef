package dev.croft.operator.running;

import static org.awaitility.Awaitility.await;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;

/**
 * The two who act beside the operator in one namespace: a developer who writes manifests, and Kubernetes, whose
 * Deployment controller and kubelet are played where no node is. Changes with what a test wants them to do.
 */
record Cluster(Sandbox sandbox) {

    static final Duration SETTLED = Duration.ofSeconds(30);

    KubernetesClient client() {
        return sandbox.client();
    }

    String namespace() {
        return sandbox.namespace();
    }

    /** The developer applies a manifest. */
    void apply(String yaml) {
        client().load(new java.io.ByteArrayInputStream(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> client().resource(object)
                        .inNamespace(namespace())
                        .fieldManager("developer")
                        .forceConflicts()
                        .serverSideApply());
    }

    void applyProject(String name) {
        apply("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: %s}
                spec: {description: under test}
                """.formatted(name));
    }

    void applyService(String project, String name, String moreOfSpec) {
        apply("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: %s}
                spec:
                  projectRef: {name: %s}
                  image: example.com/app:1
                  ports: [{name: http, port: 8080}]
                %s
                """.formatted(name, project, moreOfSpec.indent(2)));
    }

    void edit(String service, UnaryOperator<CroftService> change) {
        client().resources(CroftService.class)
                .inNamespace(namespace())
                .withName(service)
                .edit(change);
    }

    Optional<Deployment> deployment(String name) {
        return Optional.ofNullable(client().resources(Deployment.class)
                .inNamespace(namespace())
                .withName(name)
                .get());
    }

    <T extends HasMetadata> T get(Class<T> kind, String name) {
        return client().resources(kind).inNamespace(namespace()).withName(name).get();
    }

    /** Kubernetes reports every pod of the Deployment's present generation as ready. */
    void podsBecomeReady(String name) {
        eventually("Deployment " + name).until(() -> deployment(name).isPresent());
        client().resources(Deployment.class)
                .inNamespace(namespace())
                .withName(name)
                .editStatus(live -> {
                    int wanted = live.getSpec().getReplicas();
                    live.setStatus(new DeploymentStatusBuilder()
                            .withObservedGeneration(live.getMetadata().getGeneration())
                            .withReplicas(wanted)
                            .withUpdatedReplicas(wanted)
                            .withReadyReplicas(wanted)
                            .withAvailableReplicas(wanted)
                            .build());
                    return live;
                });
    }

    /** A pod of the Deployment's present release, of which the kubelet says why its container waits. */
    void podWaits(String name, String reason, String message) {
        var template = deployment(name).orElseThrow().getSpec().getTemplate();
        var pod = new PodBuilder()
                .withNewMetadataLike(template.getMetadata())
                .withName(name + "-pod")
                .withNamespace(namespace())
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        client().resource(pod).create();
        client().pods()
                .inNamespace(namespace())
                .withName(name + "-pod")
                .editStatus(live -> new PodBuilder(live)
                        .withNewStatus()
                        .withPhase("Pending")
                        .addNewContainerStatus()
                        .withName("app")
                        .withImage("example.com/app:1")
                        .withImageID("")
                        .withReady(false)
                        .withRestartCount(0)
                        .withNewState()
                        .withNewWaiting(message, reason)
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build());
    }

    static void ingressClass(KubernetesClient admin, String name) {
        admin.resource(new IngressClassBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withController("example.com/ingress")
                        .endSpec()
                        .build())
                .serverSideApply();
    }

    Optional<Condition> condition(
            Class<? extends CustomResource<?, ? extends ConditionedStatus<?>>> kind, String name, String type) {
        var resource =
                client().resources(kind).inNamespace(namespace()).withName(name).get();
        if (resource == null || resource.getStatus() == null) {
            return Optional.empty();
        }
        return resource.getStatus().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .filter(condition -> resource.getMetadata().getGeneration().equals(condition.observedGeneration()))
                .findFirst();
    }

    boolean serviceIs(String name, String type, String reason) {
        return condition(CroftService.class, name, type)
                .filter(condition -> condition.reason().equals(reason))
                .isPresent();
    }

    boolean projectIs(String name, String type, String reason) {
        return condition(Project.class, name, type)
                .filter(condition -> condition.reason().equals(reason))
                .isPresent();
    }

    static ConditionFactory eventually(String what) {
        return await(what).atMost(SETTLED).pollInterval(Duration.ofMillis(100));
    }

    /** Waits for a moment in which the operator would have done something if it wanted to. */
    static void quiet() {
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    }

    Map<String, String> versions() {
        return client().resources(Deployment.class).inNamespace(namespace()).list().getItems().stream()
                .collect(java.util.stream.Collectors.toMap(
                        object -> object.getMetadata().getName(),
                        object -> object.getMetadata().getResourceVersion()));
    }
}

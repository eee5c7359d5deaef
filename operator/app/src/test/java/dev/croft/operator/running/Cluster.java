package dev.croft.operator.running;

import static org.awaitility.Awaitility.await;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** Counts from now on what the operator asks for in this namespace. */
    Ledger ledger() throws IOException {
        return new Ledger(sandbox.kubeconfig(), namespace());
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

    /** The developer edits, and again if somebody else was faster. */
    void edit(String service, UnaryOperator<CroftService> change) {
        edit(CroftService.class, service, change);
    }

    <T extends HasMetadata> void edit(Class<T> kind, String name, UnaryOperator<T> change) {
        eventually("an edit of " + name).until(() -> {
            try {
                client().resources(kind).inNamespace(namespace()).withName(name).edit(change);
                return true;
            } catch (KubernetesClientException refused) {
                if (refused.getCode() == 409) {
                    return false;
                }
                throw refused;
            }
        });
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

    /** The kubelet reports every pod of the Deployment's present release as ready; the real controllers do the rest. */
    void podsBecomeReady(String name) {
        eventually("Deployment " + name).until(() -> deployment(name).isPresent());
        int wanted = deployment(name).orElseThrow().getSpec().getReplicas();
        eventually("pods of " + name).until(() -> {
            pods(name).stream()
                    .filter(pod -> !isReady(pod))
                    .forEach(pod -> report(
                            pod,
                            new ContainerStateBuilder()
                                    .withNewRunning("2026-01-01T00:00:00Z")
                                    .build()));
            var status = deployment(name).orElseThrow().getStatus();
            return status.getReadyReplicas() != null
                    && status.getReadyReplicas() == wanted
                    && Objects.equals(status.getUpdatedReplicas(), wanted)
                    && Objects.equals(status.getReplicas(), wanted);
        });
    }

    /** The kubelet says why the container of a pod of the Deployment's present release waits. */
    void podWaits(String name, String reason, String message) {
        eventually("a pod of " + name).until(() -> !pods(name).isEmpty());
        report(
                pods(name).getFirst(),
                new ContainerStateBuilder().withNewWaiting(message, reason).build());
    }

    private List<Pod> pods(String name) {
        var release =
                deployment(name).orElseThrow().getMetadata().getAnnotations().get("croft.dev/release");
        return client().pods().inNamespace(namespace()).withLabel("croft.dev/service", name).list().getItems().stream()
                .filter(pod -> release.equals(pod.getMetadata().getAnnotations().get("croft.dev/release")))
                .toList();
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private void report(Pod pod, ContainerState state) {
        var ready = state.getRunning() != null;
        var status = new PodStatusBuilder()
                .withPhase(ready ? "Running" : "Pending")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                // Long enough to be believed at once.
                .withLastTransitionTime("2026-01-01T00:00:00Z")
                .endCondition()
                .addNewContainerStatus()
                .withName("app")
                .withImage("example.com/app:1")
                .withImageID(ready ? "example.com/app@sha256:" + "0".repeat(64) : "")
                .withReady(ready)
                .withRestartCount(0)
                .withState(state)
                .endContainerStatus()
                .build();
        client().resource(new PodBuilder(pod).withStatus(status).build())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(Map.of("status", status)));
    }

    static void ingressClass(KubernetesClient admin, String name) {
        ingressClass(admin, name, Map.of());
    }

    /** The class that the API server gives an Ingress which is created without one. */
    static void defaultIngressClass(KubernetesClient admin, String name) {
        ingressClass(admin, name, Map.of("ingressclass.kubernetes.io/is-default-class", "true"));
    }

    private static void ingressClass(KubernetesClient admin, String name, Map<String, String> annotations) {
        admin.resource(new IngressClassBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withAnnotations(annotations)
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
}

package dev.croft.operator.pod;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.Port;
import dev.croft.api.v1alpha1.service.pod.Resources;
import dev.croft.api.v1alpha1.service.pod.SecurityContext;
import dev.croft.api.v1alpha1.service.probe.Probe;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pods of a Service; changes when the API learns to say more about a pod. */
public final class PodTemplate {

    /** The name of the one container in which the Service itself runs. */
    public static final String CONTAINER = "app";

    private static final String NODE = "kubernetes.io/hostname";
    private static final String POD_OF_STATEFUL_SET = "statefulset.kubernetes.io/pod-name";

    private PodTemplate() {}

    /**
     * Builds the template of one release.
     *
     * @param image what runs
     * @param release its fingerprint
     */
    public static PodTemplateSpec of(
            Project project, CroftService service, String image, String release, Settings settings) {
        var spec = service.getSpec();
        var projectName = project.getMetadata().getName();
        var name = service.getMetadata().getName();
        var securityContext = spec.securityContext();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.ofService(projectName, name, Labels.component(service)))
                .addToAnnotations(new TreeMap<>(spec.podAnnotations()))
                .addToAnnotations(PodFiles.annotations(service))
                .addToAnnotations(Annotations.RELEASE, release)
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(longOrNull(spec.terminationGracePeriodSeconds()))
                .withImagePullSecrets(pullSecrets(project))
                .withTopologySpreadConstraints(spread(projectName, service))
                .withRestartPolicy(spec.isScheduled() ? "Never" : null)
                .withAffinity(alone(projectName, service))
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(securityContext == null ? null : securityContext.runAsUser())
                .withRunAsGroup(securityContext == null ? null : securityContext.runAsGroup())
                .withFsGroup(fsGroup(securityContext))
                .withFsGroupChangePolicy(fsGroupChangePolicy(service))
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withVolumes(PodVolumes.of(service))
                .withInitContainers(InitContainers.of(project, service, settings))
                .withContainers(container(project, service, image, settings))
                .endSpec()
                .build();
    }

    private static Container container(Project project, CroftService service, String image, Settings settings) {
        var spec = service.getSpec();
        // A pod that is to end is never asked whether it still serves.
        var probes = spec.isScheduled() ? null : spec.probes();
        return new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(image)
                .withImagePullPolicy(pullPolicy(image, spec.imagePullPolicy(), settings))
                .withCommand(spec.command())
                .withArgs(spec.args())
                .withEnv(Environment.variables(project, service))
                .withEnvFrom(Environment.sources(project, service))
                .withPorts(spec.ports().stream().map(PodTemplate::port).toList())
                .withVolumeMounts(PodVolumes.mounts(service))
                .withResources(resources(spec.resources()))
                .withStartupProbe(probes == null ? null : probe(probes.startup()))
                .withReadinessProbe(probes == null ? null : probe(probes.readiness()))
                .withLivenessProbe(probes == null ? null : probe(probes.liveness()))
                .withLifecycle(Drain.of(service).orElse(null))
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .build();
    }

    private static @Nullable Long longOrNull(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }

    private static @Nullable Long fsGroup(@Nullable SecurityContext securityContext) {
        return securityContext == null ? null : securityContext.fsGroup();
    }

    // Or each start would walk through all that a volume holds.
    private static @Nullable String fsGroupChangePolicy(CroftService service) {
        return fsGroup(service.getSpec().securityContext()) == null
                        || service.getSpec().lastingVolumes().isEmpty()
                ? null
                : "OnRootMismatch";
    }

    private static String pullPolicy(String image, @Nullable String asked, Settings settings) {
        if (asked != null) {
            return asked;
        }
        // A digest can only ever mean one image; a tag can be pushed again.
        return settings.imagePullPolicy().orElse(image.contains("@sha256:") ? "IfNotPresent" : "Always");
    }

    private static List<LocalObjectReference> pullSecrets(Project project) {
        return project.getSpec().imagePullSecrets().stream()
                .map(secret -> new LocalObjectReference(secret.name()))
                .toList();
    }

    // Several pods of one node may mount a volume: a run that was told to end may still write while the next one
    // starts, and
    // somebody may scale a StatefulSet by hand. So each keeps off a node that has another.
    private static @Nullable Affinity alone(String project, CroftService service) {
        var spec = service.getSpec();
        return spec.lastingVolumes().isEmpty()
                ? null
                : new AffinityBuilder()
                        .withNewPodAntiAffinity()
                        .addNewRequiredDuringSchedulingIgnoredDuringExecution()
                        .withTopologyKey(NODE)
                        .withNewLabelSelector()
                        .withMatchLabels(Labels.runningPods(project, service))
                        // Not off those of a Deployment that serves until the first pod with a volume does.
                        .withMatchExpressions(
                                spec.isScheduled()
                                        ? List.of()
                                        : List.of(new LabelSelectorRequirement(POD_OF_STATEFUL_SET, "Exists", null)))
                        .endLabelSelector()
                        .endRequiredDuringSchedulingIgnoredDuringExecution()
                        .endPodAntiAffinity()
                        .build();
    }

    private static List<TopologySpreadConstraint> spread(String project, CroftService service) {
        return service.getSpec().isScheduled() ? List.of() : List.of(spread(Labels.runningPods(project, service)));
    }

    private static TopologySpreadConstraint spread(Map<String, String> pods) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey(NODE)
                // Better two pods on one node than one pod that waits for a second node.
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(pods)
                .endLabelSelector()
                .build();
    }

    private static ContainerPort port(Port port) {
        return new ContainerPortBuilder()
                .withName(port.name())
                .withContainerPort(port.port())
                .withProtocol(port.protocolOrDefault())
                .build();
    }

    private static @Nullable ResourceRequirements resources(@Nullable Resources resources) {
        return resources == null
                ? null
                : new ResourceRequirementsBuilder()
                        .withRequests(quantities(resources.requests()))
                        .withLimits(quantities(resources.limits()))
                        .build();
    }

    private static @Nullable Map<String, Quantity> quantities(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return null;
        }
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        texts.keySet().stream().sorted().forEach(name -> quantities.put(name, new Quantity(texts.get(name))));
        return quantities;
    }

    private static io.fabric8.kubernetes.api.model.@Nullable Probe probe(@Nullable Probe probe) {
        return probe == null ? null : ContainerProbe.of(probe);
    }
}

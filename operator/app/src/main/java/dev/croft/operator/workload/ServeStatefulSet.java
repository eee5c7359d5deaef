package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Map;

/**
 * The StatefulSet of a Service with lasting volumes: never two pods on one of them. Changes with the way in which such a
 * pod is replaced.
 */
public final class ServeStatefulSet {

    private static final int KEPT_REVISIONS = 3;

    private ServeStatefulSet() {}

    /** The StatefulSet that runs a release. */
    public static StatefulSet of(
            Project project, CroftService service, Release release, PodTemplateSpec template, Replicas replicas) {
        return build(project, service, ReleaseAnnotations.of(release, template), template, replicas);
    }

    /** The live StatefulSet with its pods as they are, at another number of them. */
    public static StatefulSet scaled(Project project, CroftService service, LiveWorkload live, Replicas replicas) {
        return build(project, service, ReleaseAnnotations.of(live.object()), live.template(), replicas);
    }

    // Without claim templates, which could never be changed: the pod names the claims of its one ordinal.
    private static StatefulSet build(
            Project project,
            CroftService service,
            Map<String, String> annotations,
            PodTemplateSpec template,
            Replicas replicas) {
        var name = service.getMetadata().getName();
        var projectName = project.getMetadata().getName();
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.ofService(projectName, name, Labels.SERVE))
                .withAnnotations(annotations)
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas.number())
                .withRevisionHistoryLimit(KEPT_REVISIONS)
                // Cannot be changed later, so it is set also where no port makes a core Service of that name.
                .withServiceName(name)
                // An ordered one waits for a broken pod for ever, also after its template was put right.
                .withPodManagementPolicy("Parallel")
                .withMinReadySeconds(Settling.seconds(template))
                .withNewSelector()
                .withMatchLabels(Labels.servingPods(projectName, name))
                .endSelector()
                .withNewUpdateStrategy()
                .withType("RollingUpdate")
                .endUpdateStrategy()
                .withTemplate(template)
                .endSpec()
                .build();
    }
}

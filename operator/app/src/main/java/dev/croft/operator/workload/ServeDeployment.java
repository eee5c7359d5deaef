package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;

/** The Deployment of a web application or worker; changes with the way in which pods are replaced. */
public final class ServeDeployment {

    private static final int KEPT_REPLICA_SETS = 3;

    private ServeDeployment() {}

    /** The Deployment that runs a release. */
    public static Deployment of(
            Project project, CroftService service, Release release, PodTemplateSpec template, Replicas replicas) {
        return build(project, service, ReleaseAnnotations.of(release, template), template, replicas);
    }

    /** The live Deployment with its pods as they are, at another number of them. */
    public static Deployment scaled(Project project, CroftService service, LiveWorkload live, Replicas replicas) {
        return build(project, service, ReleaseAnnotations.of(live.object()), live.template(), replicas);
    }

    private static Deployment build(
            Project project,
            CroftService service,
            Map<String, String> annotations,
            PodTemplateSpec template,
            Replicas replicas) {
        var name = service.getMetadata().getName();
        var projectName = project.getMetadata().getName();
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.ofService(projectName, name, Labels.SERVE))
                .withAnnotations(annotations)
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas.named())
                .withRevisionHistoryLimit(KEPT_REPLICA_SETS)
                .withMinReadySeconds(Settling.seconds(template))
                .withNewSelector()
                .withMatchLabels(Labels.servingPods(projectName, name))
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                // The old pods serve until new ones do: never fewer than wanted, one more for a while.
                .withMaxUnavailable(new IntOrString(0))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .withTemplate(template)
                .endSpec()
                .build();
    }
}

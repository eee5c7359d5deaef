package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/** Lets a node drain take one pod of a Service at a time; changes with what a drain may do. */
public final class ServeDisruptionBudget {

    /** With one pod a budget would only block the drain, so there is none below this. */
    public static final int FEWEST_REPLICAS = 2;

    private ServeDisruptionBudget() {}

    public static PodDisruptionBudget of(Project project, CroftService service) {
        var name = service.getMetadata().getName();
        var projectName = project.getMetadata().getName();
        return new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.ofService(projectName, name, Labels.SERVE))
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata()
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                // Pods that never become ready must not block a drain either.
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(Labels.servingPods(projectName, name))
                .endSelector()
                .endSpec()
                .build();
    }
}

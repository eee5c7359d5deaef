package dev.croft.operator.network;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.util.Map;

/**
 * Closes every pod of a Project both ways, but for questions to the cluster's DNS. Changes with what every pod may do
 * without asking.
 */
public final class ProjectPolicy {

    private ProjectPolicy() {}

    public static NetworkPolicy of(Project project, Settings settings) {
        var name = project.getMetadata().getName();
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(name + "-default-deny")
                .withNamespace(project.getMetadata().getNamespace())
                .withLabels(Labels.ofProject(name, Labels.NETWORK))
                .withOwnerReferences(Owner.stamp(project))
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(Map.of(Labels.PROJECT, name))
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withEgress(Doors.toDns(settings))
                .endSpec()
                .build();
    }
}

package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.Autoscaling;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;

/** Lets the number of pods follow how busy they are; changes with what a spec can say about that. */
public final class ServeAutoscaler {

    private ServeAutoscaler() {}

    public static HorizontalPodAutoscaler of(Project project, CroftService service, Autoscaling autoscaling) {
        var name = service.getMetadata().getName();
        return new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.ofService(project.getMetadata().getName(), name, Labels.SERVE))
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(name)
                .endScaleTargetRef()
                .withMinReplicas(autoscaling.minOrDefault())
                .withMaxReplicas(autoscaling.max())
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(autoscaling.cpuPercentOrDefault())
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }
}

package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpecBuilder;
import java.util.Map;

/** The CronJob of a Service with a schedule; changes with how a run is started, and what is kept of it. */
public final class ScheduleCronJob {

    private static final int KEPT_RUNS = 3;

    private ScheduleCronJob() {}

    /** The CronJob that runs a release. */
    public static CronJob of(
            Project project, CroftService service, Release release, PodTemplateSpec template, Replicas replicas) {
        return build(project, service, ReleaseAnnotations.of(release, template), template, times(service), replicas);
    }

    /** The live CronJob with its pods as they are, at the present times. */
    public static CronJob scaled(Project project, CroftService service, LiveWorkload live, Replicas replicas) {
        return build(project, service, ReleaseAnnotations.of(live.object()), live.template(), times(service), replicas);
    }

    /** The same at the times that it has. */
    public static CronJob asItIs(
            Project project, CroftService service, LiveWorkload live, CronJob object, Replicas replicas) {
        return build(project, service, ReleaseAnnotations.of(object), live.template(), object.getSpec(), replicas);
    }

    private static CronJobSpec times(CroftService service) {
        var spec = service.getSpec();
        return new CronJobSpecBuilder()
                .withSchedule(spec.schedule())
                .withTimeZone(spec.timeZoneOrDefault())
                .withConcurrencyPolicy(spec.concurrencyPolicyOrDefault())
                .build();
    }

    private static CronJob build(
            Project project,
            CroftService service,
            Map<String, String> annotations,
            PodTemplateSpec template,
            CronJobSpec times,
            Replicas replicas) {
        var name = service.getMetadata().getName();
        var labels = Labels.ofService(project.getMetadata().getName(), name, Labels.SCHEDULE);
        return new CronJobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(labels)
                .withAnnotations(annotations)
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata()
                .withNewSpec()
                .withSchedule(times.getSchedule())
                .withTimeZone(times.getTimeZone())
                .withConcurrencyPolicy(times.getConcurrencyPolicy())
                .withSuspend(replicas.isNone())
                .withSuccessfulJobsHistoryLimit(KEPT_RUNS)
                .withFailedJobsHistoryLimit(KEPT_RUNS)
                .withNewJobTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                // A run that fails has failed; the next one is due when the schedule says so.
                .withBackoffLimit(0)
                .withNewPodFailurePolicy()
                .addNewRule()
                // Whoever empties a node ends the pod, not the program: it starts again elsewhere.
                .withAction("Ignore")
                .addNewOnPodCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .endOnPodCondition()
                .endRule()
                .endPodFailurePolicy()
                .withTemplate(template)
                .endSpec()
                .endJobTemplate()
                .endSpec()
                .build();
    }
}

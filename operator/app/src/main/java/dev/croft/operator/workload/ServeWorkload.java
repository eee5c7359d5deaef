package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * In which kind of object the pods of a Service run: a CronJob with a schedule, a StatefulSet with lasting volumes, else
 * a Deployment. Changes with what decides that.
 */
public final class ServeWorkload {

    private ServeWorkload() {}

    /** The workload that runs a release. */
    public static HasMetadata of(
            Project project, CroftService service, Release release, PodTemplateSpec template, Replicas replicas) {
        var kind = kind(service);
        if (kind == CronJob.class) {
            return ScheduleCronJob.of(project, service, release, template, replicas);
        }
        return kind == StatefulSet.class
                ? ServeStatefulSet.of(project, service, release, template, replicas)
                : ServeDeployment.of(project, service, release, template, replicas);
    }

    /** A live workload, of any kind, with its pods as they are, at another number of them. */
    public static HasMetadata scaled(Project project, CroftService service, LiveWorkload live, Replicas replicas) {
        return switch (live.object()) {
            // Off, it keeps its times, whatever else is asked.
            case CronJob _ when !replicas.isNone() -> ScheduleCronJob.scaled(project, service, live, replicas);
            default -> asItIs(project, service, live, replicas);
        };
    }

    /** The live workload with so many pods, and all else as it is. */
    public static HasMetadata asItIs(Project project, CroftService service, LiveWorkload live, Replicas replicas) {
        return switch (live.object()) {
            case CronJob scheduled -> ScheduleCronJob.asItIs(project, service, live, scheduled, replicas);
            case StatefulSet stateful -> ServeStatefulSet.scaled(project, service, live, replicas);
            default -> ServeDeployment.scaled(project, service, live, replicas);
        };
    }

    /** Whether a live workload, apart from its pods, is as the spec wants it. */
    public static boolean isAsAsked(LiveWorkload live, CroftService service, Replicas replicas) {
        return (replicas.decider() == Replicas.Decider.AUTOSCALER || live.replicas() == replicas.number())
                && (!(live.object() instanceof CronJob scheduled) || isDueAsAsked(scheduled, service));
    }

    private static boolean isDueAsAsked(CronJob live, CroftService service) {
        var spec = service.getSpec();
        // What runs by a schedule no more keeps the times that it had until it goes.
        return !spec.isScheduled()
                || (Objects.equals(spec.schedule(), live.getSpec().getSchedule())
                        && spec.timeZoneOrDefault().equals(live.getSpec().getTimeZone())
                        && spec.concurrencyPolicyOrDefault()
                                .equals(live.getSpec().getConcurrencyPolicy()));
    }

    /** Of the live workloads of a Service the one of the kind in which it should run now. */
    public static Optional<LiveWorkload> present(List<LiveWorkload> live, CroftService service) {
        return live.stream()
                .filter(one -> kind(service).isInstance(one.object()))
                .findFirst();
    }

    /** Of the live workloads of a Service those of other kinds, in which it ran before. */
    public static List<LiveWorkload> former(List<LiveWorkload> live, CroftService service) {
        return live.stream()
                .filter(one -> !kind(service).isInstance(one.object()))
                .toList();
    }

    private static Class<? extends HasMetadata> kind(CroftService service) {
        if (service.getSpec().isScheduled()) {
            return CronJob.class;
        }
        return service.getSpec().lastingVolumes().isEmpty() ? Deployment.class : StatefulSet.class;
    }
}

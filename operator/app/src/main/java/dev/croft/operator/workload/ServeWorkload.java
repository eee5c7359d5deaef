package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;

/**
 * In which kind of object the pods of a Service run: a StatefulSet with lasting volumes, a Deployment without. Changes
 * with what decides that.
 */
public final class ServeWorkload {

    private ServeWorkload() {}

    /** The workload that runs a release. */
    public static HasMetadata of(
            Project project, CroftService service, Release release, PodTemplateSpec template, int replicas) {
        return isStateful(service)
                ? ServeStatefulSet.of(project, service, release, template, replicas)
                : ServeDeployment.of(project, service, release, template, replicas);
    }

    /** A live workload, of either kind, with its pods as they are, at another number of them. */
    public static HasMetadata scaled(Project project, CroftService service, LiveWorkload live, int replicas) {
        return live.object() instanceof StatefulSet
                ? ServeStatefulSet.scaled(project, service, live, replicas)
                : ServeDeployment.scaled(project, service, live, replicas);
    }

    /** Of the live workloads of a Service the one of the kind in which it should run now. */
    public static Optional<LiveWorkload> present(List<LiveWorkload> live, CroftService service) {
        return live.stream().filter(one -> isOfKind(one, service)).findFirst();
    }

    /** Of the live workloads of a Service the one of the other kind, in which it ran before. */
    public static Optional<LiveWorkload> former(List<LiveWorkload> live, CroftService service) {
        return live.stream().filter(one -> !isOfKind(one, service)).findFirst();
    }

    private static boolean isOfKind(LiveWorkload live, CroftService service) {
        return live.object() instanceof StatefulSet == isStateful(service);
    }

    private static boolean isStateful(CroftService service) {
        return !service.getSpec().lastingVolumes().isEmpty();
    }
}

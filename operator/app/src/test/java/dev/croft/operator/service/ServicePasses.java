package dev.croft.operator.service;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.watch.SourceReader;
import dev.croft.operator.golden.Told;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.workload.LiveWorkload;
import dev.croft.operator.workload.ServeWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The steps of the reconciler without its doors, for tests. */
public final class ServicePasses {

    private ServicePasses() {}

    public static Told pass(
            CroftService service, Caches caches, KubernetesClient client, Settings settings, Instant now) {
        var seen = new ServiceObserver(caches, new SourceReader(client, caches, Supplier::get)).observe(service, now);
        var plan = ServicePlan.of(service, seen, settings, caches.allOf(service));
        var workload = afterwards(plan, ServeWorkload.present(seen.workloads(), service));
        return new Told(plan, ServiceVerdict.of(service, seen, plan, Applied.NOTHING, workload, settings, now));
    }

    /** The workload once the plan was carried out, and before any controller has looked at it. */
    static Optional<LiveWorkload> afterwards(Plan plan, Optional<LiveWorkload> live) {
        var wanted = Stream.concat(plan.stops().stream(), plan.workloads().stream())
                .filter(object ->
                        live.isEmpty() || live.get().object().getKind().equals(object.getKind()))
                .findFirst();
        if (wanted.isEmpty() || (live.isPresent() && isSame(read(wanted.get()), live.get()))) {
            return live;
        }
        var written = read(wanted.get());
        if (written.object() instanceof CronJob) {
            return Optional.of(written);
        }
        return Optional.of(new LiveWorkload(
                written.object(),
                written.replicas(),
                written.template(),
                live.map(LiveWorkload::total).orElse(0),
                OptionalInt.empty(),
                live.map(LiveWorkload::ready).orElse(0),
                Optional.empty()));
    }

    private static LiveWorkload read(HasMetadata workload) {
        return switch (workload) {
            case Deployment deployment -> LiveWorkload.of(deployment);
            case StatefulSet statefulSet -> LiveWorkload.of(statefulSet);
            case CronJob cronJob -> LiveWorkload.of(cronJob);
            default -> throw new IllegalArgumentException(workload.getKind() + " runs no pods");
        };
    }

    private static boolean isSame(LiveWorkload wanted, LiveWorkload live) {
        return wanted.replicas() == live.replicas()
                && wanted.annotation(Annotations.RELEASE).equals(live.annotation(Annotations.RELEASE))
                && wanted.annotation(Annotations.TEMPLATE).equals(live.annotation(Annotations.TEMPLATE));
    }
}

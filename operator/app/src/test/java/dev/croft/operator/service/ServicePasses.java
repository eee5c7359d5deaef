package dev.croft.operator.service;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.watch.SourceReader;
import dev.croft.operator.golden.Told;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The steps of the reconciler without its doors, for tests. */
public final class ServicePasses {

    private ServicePasses() {}

    public static Told pass(
            CroftService service, Caches caches, KubernetesClient client, Settings settings, Instant now) {
        var seen = new ServiceObserver(caches, new SourceReader(client, caches, Supplier::get)).observe(service);
        var plan = ServicePlan.of(service, seen, settings, caches.ownedBy(service));
        var deployment = afterwards(plan, seen.deployment());
        return new Told(plan, ServiceVerdict.of(service, seen, plan, Applied.NOTHING, deployment, settings, now));
    }

    /** The Deployment once the plan was carried out, and before any controller has looked at it. */
    static Optional<Deployment> afterwards(Plan plan, Optional<Deployment> live) {
        var wanted = plan.workloads().stream().map(Deployment.class::cast).findFirst();
        if (wanted.isEmpty() || (live.isPresent() && isSame(wanted.get(), live.get()))) {
            return live;
        }
        long generation =
                live.map(before -> before.getMetadata().getGeneration() + 1).orElse(1L);
        return Optional.of(new DeploymentBuilder(wanted.get())
                .editMetadata()
                .withGeneration(generation)
                .endMetadata()
                .withStatus(live.map(Deployment::getStatus).orElse(null))
                .build());
    }

    private static boolean isSame(Deployment wanted, Deployment live) {
        return Objects.equals(wanted.getSpec().getReplicas(), live.getSpec().getReplicas())
                && Objects.equals(annotation(wanted, Annotations.RELEASE), annotation(live, Annotations.RELEASE))
                && Objects.equals(annotation(wanted, Annotations.TEMPLATE), annotation(live, Annotations.TEMPLATE));
    }

    private static Optional<String> annotation(Deployment deployment, String name) {
        return Optional.ofNullable(deployment.getMetadata().getAnnotations().get(name));
    }
}

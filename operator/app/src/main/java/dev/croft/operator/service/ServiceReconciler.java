package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.pass.Pass;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.watch.EventRouter;
import dev.croft.operator.cluster.write.Applier;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.workload.ServeWorkload;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Brings one Service to its spec. Read it as the list of steps it is. */
@Singleton
@ControllerConfiguration(
        name = "service",
        informer = @Informer(comparableResourceVersions = false),
        triggerReconcilerOnAllEvents = true,
        generationAwareEventProcessing = false)
public final class ServiceReconciler implements Reconciler<CroftService> {

    private final Pass pass;
    private final ServiceObserver observer;
    private final Applier applier;
    private final Caches caches;
    private final EventRouter router;
    private final Settings settings;
    private final InstantSource clock;

    public ServiceReconciler(
            Pass pass,
            ServiceObserver observer,
            Applier applier,
            Caches caches,
            EventRouter router,
            Settings settings,
            InstantSource clock) {
        this.pass = pass;
        this.observer = observer;
        this.applier = applier;
        this.caches = caches;
        this.router = router;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public UpdateControl<CroftService> reconcile(CroftService given, Context<CroftService> context) {
        if (context.isPrimaryResourceDeleted()) {
            caches.lastPasses().forget(given);
        }
        var changed = new AtomicReference<Project>();
        var next = pass.run(given, context, service -> {
            var owned = caches.allOf(service);
            var seen = observer.observe(service, clock.instant());
            var plan = ServicePlan.of(service, seen, settings, owned);
            var applied = applier.apply(service, plan, owned);
            var workload = ServeWorkload.present(observer.workloads(service), service);
            var verdict = ServiceVerdict.of(service, seen, plan, applied, workload, settings, clock.instant());
            seen.project()
                    .filter(project -> caches.lastPasses().note(service, project, verdict.status()))
                    .ifPresent(changed::set);
            return verdict;
        });
        // Once the status is written: the Project sums it up.
        Optional.ofNullable(changed.get())
                .ifPresent(project -> router.projects().look(ResourceID.fromResource(project)));
        return next;
    }

    @Override
    public List<EventSource<?, CroftService>> prepareEventSources(EventSourceContext<CroftService> context) {
        return List.of(router.services().over(() -> context.getPrimaryCache().list()));
    }
}

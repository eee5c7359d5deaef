package dev.croft.operator.project;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.operator.cluster.pass.Pass;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.watch.EventRouter;
import dev.croft.operator.cluster.write.Applier;
import dev.croft.operator.settings.Settings;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Brings one Project to its spec. Read it as the list of steps it is. */
@Singleton
@ControllerConfiguration(
        name = "project",
        informer = @Informer(comparableResourceVersions = false),
        triggerReconcilerOnAllEvents = true,
        generationAwareEventProcessing = false)
public final class ProjectReconciler implements Reconciler<Project> {

    private final Pass pass;
    private final ProjectObserver observer;
    private final Applier applier;
    private final Caches caches;
    private final EventRouter router;
    private final Settings settings;
    private final InstantSource clock;

    public ProjectReconciler(
            Pass pass,
            ProjectObserver observer,
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
    public UpdateControl<Project> reconcile(Project given, Context<Project> context) {
        if (context.isPrimaryResourceDeleted()) {
            caches.lastPasses().forget(given);
        } else {
            // They are told of the same change, and need a moment; whoever is done wakes the Project.
            var grace = ProjectVerdict.untold(given, observer.observe(given))
                    .flatMap(service -> caches.lastPasses().grace(given));
            if (grace.isPresent()) {
                return UpdateControl.<Project>noUpdate().rescheduleAfter(grace.get());
            }
        }
        return pass.run(given, context, project -> {
            var owned = caches.allOf(project);
            var seen = observer.observe(project);
            var plan = ProjectPlan.of(project, seen, settings);
            var applied = applier.apply(project, plan, owned);
            return ProjectVerdict.of(project, seen, plan, applied, clock.instant());
        });
    }

    @Override
    public List<EventSource<?, Project>> prepareEventSources(EventSourceContext<Project> context) {
        return List.of(router.projects().over(() -> context.getPrimaryCache().list()));
    }
}

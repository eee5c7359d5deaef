package dev.croft.operator.project;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.golden.Told;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.settings.Settings;
import java.time.Instant;

/** The steps of the reconciler without its doors, for tests. */
public final class ProjectPasses {

    private ProjectPasses() {}

    public static Told pass(Project project, Caches caches, Settings settings, Instant now) {
        // Every Service is as its own last pass has left it.
        caches
                .servicesOf(
                        project.getMetadata().getNamespace(),
                        project.getMetadata().getName())
                .stream()
                .filter(service -> service.getStatus() != null)
                .forEach(service -> caches.lastPasses().note(service, project, service.getStatus()));
        var seen = new ProjectObserver(caches).observe(project);
        var plan = ProjectPlan.of(project, seen, settings);
        return new Told(plan, ProjectVerdict.of(project, seen, plan, Applied.NOTHING, now));
    }
}

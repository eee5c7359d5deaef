package dev.croft.bench.budget;

import dev.croft.bench.budget.Counter.End;
import dev.croft.bench.count.Allowance;
import dev.croft.bench.count.Charge;

/** Projects and Services come into being; changes with what creating them may cost. */
final class Births {

    private Births() {}

    static void play(Play play) {
        projects(play);
        apps(play);
        wide(play);
        // What was counted before ended with the last Ready; all that is left are answers to the operator's own writes.
        play.counter()
                .count("No-op: own events and status come back", Allowance.nothing(), End.READY_AND_QUIET, () -> {});
    }

    private static void projects(Play play) {
        int projects = play.size().projects();
        for (var namespace : play.workload().namespaces()) {
            play.stage().makeNamespace(namespace);
            play.developer().create(namespace, Manifests.shared());
            play.developer().create(namespace, Manifests.secret());
        }
        play.counter()
                .count(
                        "%d Projects created, c = %d".formatted(projects, Manifests.OBJECTS_OF_A_PROJECT),
                        Allowance.nothing()
                                .exactly(Charge.CREATE, projects * Manifests.OBJECTS_OF_A_PROJECT)
                                .atMost(Charge.PROJECT_STATUS, 2 * projects),
                        End.READY_AND_QUIET,
                        () -> play.workload()
                                .namespaces()
                                .forEach(namespace -> play.developer().create(namespace, Manifests.project())));
    }

    private static void apps(Play play) {
        int apps = play.size().apps();
        play.counter()
                .count(
                        "%d Services created, c = %d, which read %d source"
                                .formatted(apps, Manifests.OBJECTS_OF_AN_APP, Manifests.SOURCES_OF_AN_APP),
                        created(apps, Manifests.OBJECTS_OF_AN_APP, Manifests.SOURCES_OF_AN_APP, 1),
                        End.READY_AND_QUIET,
                        () -> play.workload()
                                .apps()
                                .forEach(app -> play.developer()
                                        .create(
                                                app.namespace(),
                                                Manifests.app(app.key().name(), Workload.host(app)))));
    }

    private static void wide(Play play) {
        int wide = play.size().wide();
        play.counter()
                .count(
                        "%d Services created, c = %d, which read %d sources"
                                .formatted(
                                        wide, Manifests.OBJECTS_OF_A_WIDE_SERVICE, Manifests.SOURCES_OF_A_WIDE_SERVICE),
                        created(
                                wide,
                                Manifests.OBJECTS_OF_A_WIDE_SERVICE,
                                Manifests.SOURCES_OF_A_WIDE_SERVICE,
                                Manifests.PODS_OF_A_WIDE_SERVICE),
                        End.READY,
                        () -> play.workload()
                                .wide()
                                .forEach(service -> play.developer()
                                        .create(
                                                service.namespace(),
                                                Manifests.wide(service.key().name(), Workload.host(service)))));
    }

    // The status tells how many pods are ready, so each of them may change it; the last one together with all else.
    private static Allowance created(int services, int objects, int sources, int pods) {
        return Allowance.nothing()
                .atMost(Charge.GET, services * sources)
                .exactly(Charge.CREATE, services * objects)
                .atMost(Charge.SERVICE_STATUS, (1 + pods) * services)
                .projectsPaced();
    }
}

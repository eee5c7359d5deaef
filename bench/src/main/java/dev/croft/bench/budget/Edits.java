package dev.croft.bench.budget;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.bench.budget.Counter.End;
import dev.croft.bench.count.Allowance;
import dev.croft.bench.count.Charge;
import java.util.List;
import java.util.function.Consumer;

/** Specs and what they refer to change; changes with what an edit may cost. */
final class Edits {

    private static final int SERVICES_OF_A_PROJECT = Size.APPS_OF_A_PROJECT + 1;

    private Edits() {}

    static void play(Play play) {
        specs(play);
        projects(play);
        sources(play);
    }

    // A rollout keeps a whole cluster busy, so it is a part of the Services that gets one; few are as telling as many.
    private static void specs(Play play) {
        var apps = play.workload().apps();
        var some = play.workload().oneIn(4, apps);
        var wide = play.workload().oneIn(4, play.workload().wide());
        change(
                play,
                "Spec: callers of %d Services, k = 1 of 4",
                apps,
                1,
                manifest -> set(manifest, "allowFrom", "[{cidr: 10.0.0.0/8, port: 8080}]"));
        change(
                play,
                "Spec: a second port of %d Services, k = 2 of 5",
                wide,
                2,
                manifest -> set(manifest, "ports", "[{name: http, port: 8080}, {name: admin, port: 9090}]"));
        change(
                play,
                "New image of %d Services",
                some,
                1,
                manifest -> spec(manifest).put("image", "example.com/app:2"));
        renumber(play, play.workload().oneIn(4, some));
        lost(play, wide, "Spec: a field lost by %d Services for the first time, k = 1 of 5", 1, "args");
        lost(play, wide, "Spec: a field lost by %d Services once more, k = 1 of 5", 0, "env");
        change(
                play,
                "Spec: one pod more for %d Services, k = 1 of 5",
                play.workload().wide(),
                1,
                manifest -> spec(manifest).put("replicas", 3));
    }

    private static void change(
            Play play, String event, List<Place> services, int altered, Consumer<ObjectNode> change) {
        play.counter()
                .count(
                        event.formatted(services.size()),
                        Play.applies(altered * services.size(), services.size()),
                        End.READY_AND_QUIET,
                        () -> services.forEach(service -> play.developer().edit(service, change)));
    }

    // By its number a port is told from others, so core Service and Deployment lose one and get another. While pods of
    // both
    // numbers run, core Service and policy find it by its name, and by the number again once that is true of all.
    private static void renumber(Play play, List<Place> apps) {
        int count = apps.size();
        play.counter()
                .count(
                        "Spec: another port number of %d Services, k = 4 of 4, 2 of which lose a field, and 2 twice"
                                .formatted(count),
                        Play.applies(6 * count, count).between(Charge.APPLY, 6 * count, 8 * count),
                        End.READY_AND_QUIET,
                        () -> apps.forEach(app -> play.developer().edit(app, manifest -> {
                            set(manifest, "ports", "[{name: http, port: 8081}]");
                            set(manifest, "allowFrom", "[{cidr: 10.0.0.0/8, port: 8081}]");
                        })));
    }

    private static void lost(Play play, List<Place> wide, String event, int handOvers, String field) {
        int services = wide.size();
        play.counter()
                .count(
                        event.formatted(services),
                        Play.applies(services, services)
                                .between(Charge.APPLY, services, services + handOvers * services),
                        End.READY_AND_QUIET,
                        () -> wide.forEach(service -> play.developer()
                                .edit(service, manifest -> spec(manifest).remove(field))));
    }

    /** One Service lets another in, by which two policies change. */
    static void callers(Play play) {
        var wide = play.workload().oneIn(4, play.workload().wide());
        play.counter()
                .count(
                        "Spec: %d Services let another one in, k = 2 with the caller's".formatted(wide.size()),
                        Play.applies(2 * wide.size(), wide.size()),
                        End.READY_AND_QUIET,
                        () -> wide.forEach(service -> play.developer()
                                .edit(
                                        service,
                                        manifest -> set(manifest, "allowFrom", "[{service: app-0, port: 8080}]"))));
        play.counter()
                .count(
                        "Spec: they shut it out again, k = 2",
                        Play.applies(2 * wide.size(), wide.size()),
                        End.READY_AND_QUIET,
                        () -> wide.forEach(service -> play.developer()
                                .edit(service, manifest -> spec(manifest).remove("allowFrom"))));
    }

    private static void projects(Play play) {
        var projects = play.workload().oneIn(8, play.workload().projects());
        int count = projects.size();
        int services = count * SERVICES_OF_A_PROJECT;
        play.counter()
                .count(
                        "%d Projects: a variable, k = 1 of each of %d Services".formatted(count, SERVICES_OF_A_PROJECT),
                        Play.applies(services, services),
                        End.READY_AND_QUIET,
                        () -> projects.forEach(project -> play.developer()
                                .edit(project, manifest -> set(manifest, "env", "[{name: MODE, value: calm}]"))));
        play.counter()
                .count(
                        "%d Projects: a domain, k = 1 of 1 of %d Services".formatted(count, SERVICES_OF_A_PROJECT),
                        Play.applies(count, count),
                        End.READY_AND_QUIET,
                        () -> projects.forEach(project -> play.developer()
                                .edit(
                                        project,
                                        manifest -> spec(manifest)
                                                .put("domain", project.namespace() + ".example.com")
                                                .put("entrypoint", "app-0"))));
    }

    // First what means nothing. The content that follows brings the operator's books up to date: a start reads a source
    // whose version is not the one that was written down.
    private static void sources(Play play) {
        var secrets = play.workload().oneIn(4, play.workload().secrets());
        var shared = play.workload().oneIn(8, play.workload().shared());
        int readers = shared.size() * SERVICES_OF_A_PROJECT;
        play.counter()
                .count(
                        "Metadata of %d Secrets and %d ConfigMaps".formatted(secrets.size(), shared.size()),
                        Allowance.nothing().atMost(Charge.GET, secrets.size() + shared.size()),
                        End.READY_AND_QUIET,
                        () -> {
                            secrets.forEach(secret -> label(play, secret));
                            shared.forEach(map -> label(play, map));
                        });
        play.counter()
                .count(
                        "Content of %d Secrets, each read by 1 Service".formatted(secrets.size()),
                        Play.applies(secrets.size(), secrets.size()).atMost(Charge.GET, secrets.size()),
                        End.READY_AND_QUIET,
                        () -> secrets.forEach(secret -> play.developer()
                                .edit(
                                        secret,
                                        manifest -> manifest.withObject("/stringData")
                                                .put("TOKEN", "second"))));
        play.counter()
                .count(
                        "Content of %d ConfigMaps, each read by %d Services"
                                .formatted(shared.size(), SERVICES_OF_A_PROJECT),
                        Play.applies(readers, readers).atMost(Charge.GET, shared.size()),
                        End.READY_AND_QUIET,
                        () -> shared.forEach(map -> play.developer()
                                .edit(
                                        map,
                                        manifest -> manifest.withObject("/data").put("MOOD", "lively"))));
    }

    private static void label(Play play, Place place) {
        play.developer()
                .edit(place, manifest -> manifest.withObject("/metadata/labels").put("team", "blue"));
    }

    private static ObjectNode spec(ObjectNode manifest) {
        return manifest.withObject("/spec");
    }

    private static void set(ObjectNode manifest, String field, String list) {
        spec(manifest).set(field, Manifests.fragment(list, ArrayNode.class));
    }
}

package dev.croft.bench.budget;

import dev.croft.bench.budget.Counter.End;
import dev.croft.bench.count.Allowance;
import dev.croft.bench.count.Charge;

/** Events after which there is nothing to do, or only something to say; changes with what is none of Croft's business. */
final class NoOps {

    private static final String POD_IS_LABELLED = "{\"metadata\": {\"labels\": {\"seen\": \"yes\"}}}";
    private static final String POD_IS_NOT_READY =
            "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"False\"}]}}";
    private static final String POD_IS_READY =
            "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}";
    private static final String POD_SAYS_SOMETHING_ELSE =
            "{\"status\": {\"conditions\": [{\"type\": \"example.com/Seen\", \"status\": \"True\"}]}}";

    private NoOps() {}

    static void play(Play play) {
        nothing(
                play,
                "No-op: all manifests applied again",
                () -> play.developer().applyAll());
        nothing(play, "No-op: a label on every Project and Service", () -> {
            play.workload().projects().forEach(place -> label(play, place));
            play.workload().services().forEach(place -> label(play, place));
        });
        // A pod's label says nothing, but its news make the operator look.
        nothing(
                play,
                "No-op: cached pass of every Service",
                () -> play.workload().services().forEach(service -> play.stage().patchPods(service, POD_IS_LABELLED)));
        children(play);
    }

    private static void children(Play play) {
        var apps = play.workload().oneIn(4, play.workload().apps());
        nothing(
                play,
                "Child status: pods change, nothing that is reported",
                () -> apps.forEach(app -> play.stage().patchPodStatus(app, POD_SAYS_SOMETHING_ELSE)));
        var said =
                Allowance.nothing().exactly(Charge.SERVICE_STATUS, apps.size()).projectsPaced();
        play.counter()
                .count(
                        "Child status: the pods of %d Services are not ready any more".formatted(apps.size()),
                        said,
                        End.QUIET,
                        () -> apps.forEach(app -> play.stage().patchPodStatus(app, POD_IS_NOT_READY)));
        play.counter()
                .count(
                        "Child status: the pods of %d Services are ready again".formatted(apps.size()),
                        said,
                        End.READY_AND_QUIET,
                        () -> apps.forEach(app -> play.stage().patchPodStatus(app, POD_IS_READY)));
    }

    private static void label(Play play, Place place) {
        play.developer()
                .edit(place, manifest -> manifest.withObject("/metadata/labels").put("team", "blue"));
    }

    static void nothing(Play play, String event, Runnable action) {
        play.counter().count(event, Allowance.nothing(), End.READY_AND_QUIET, action);
    }
}

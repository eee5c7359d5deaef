package dev.croft.bench.budget;

import dev.croft.bench.budget.Counter.End;
import dev.croft.bench.count.Allowance;
import dev.croft.bench.count.Charge;
import dev.croft.harness.state.Kind;
import java.util.List;

/** Somebody edits or deletes what Croft made; changes with what a repair may cost. */
final class Drift {

    private static final String LOST_LABEL = "{\"metadata\": {\"labels\": {\"croft.dev/project\": null}}}";
    private static final String ANNOTATED = "{\"metadata\": {\"annotations\": {\"example.com/seen\": \"yes\"}}}";
    private static final Kind[] WITHOUT_PODS = {Kind.NETWORK_POLICY, Kind.CORE_SERVICE, Kind.INGRESS};

    private Drift() {}

    static void play(Play play) {
        edited(play);
        deleted(play);
        unlabelled(play);
    }

    private static void edited(Play play) {
        var objects = oneOfEach(play, play.workload().services());
        play.counter()
                .count(
                        "Drift: %d policies, core Services and Ingresses edited".formatted(objects.size()),
                        Allowance.nothing().exactly(Charge.APPLY, objects.size()),
                        End.READY_AND_QUIET,
                        () -> objects.forEach(object ->
                                play.stage().patch(object, edit(object.key().kind()))));
        annotated(play);
        var deployments = deployments(play);
        int count = deployments.size();
        play.counter()
                .count(
                        "Drift: %d Deployments edited".formatted(count),
                        // Kubernetes itself writes to a Deployment that was edited, and may be faster: then the apply
                        // is
                        // refused, and sent once more.
                        Play.applies(count, count).between(Charge.APPLY, count, 2 * count),
                        End.READY_AND_QUIET,
                        () -> deployments.forEach(deployment -> play.stage().patch(deployment, edit(Kind.DEPLOYMENT))));
    }

    // The API server counts a new annotation of a Deployment as a new generation, which for a moment nobody has looked
    // at.
    private static void annotated(Play play) {
        var deployments = deployments(play);
        play.counter()
                .count(
                        "Drift: a foreign annotation on %d Deployments".formatted(deployments.size()),
                        Play.applies(0, deployments.size()),
                        End.READY_AND_QUIET,
                        () -> deployments.forEach(deployment -> play.stage().patch(deployment, ANNOTATED)));
    }

    // Before an object that vanished is made again, the operator asks whether its owner is still there.
    private static void deleted(Play play) {
        var objects = oneOfEach(play, play.workload().services());
        play.counter()
                .count(
                        "Drift: %d policies, core Services and Ingresses deleted".formatted(objects.size()),
                        Allowance.nothing().atMost(Charge.GET, objects.size()).exactly(Charge.CREATE, objects.size()),
                        End.READY_AND_QUIET,
                        () -> objects.forEach(play.stage()::delete));
        var deployments = deployments(play);
        play.counter()
                .count(
                        "Drift: %d Deployments deleted".formatted(deployments.size()),
                        Allowance.nothing()
                                .atMost(Charge.GET, deployments.size())
                                .exactly(Charge.CREATE, deployments.size())
                                .atMost(Charge.SERVICE_STATUS, 2 * deployments.size())
                                .projectsPaced(),
                        End.READY_AND_QUIET,
                        () -> deployments.forEach(play.stage()::delete));
    }

    // One that lost its label vanished as well, as far as can be seen, until its name turns out to be taken.
    private static void unlabelled(Play play) {
        var objects = oneOfEach(play, play.workload().oneIn(4, play.workload().services()));
        int count = objects.size();
        play.counter()
                .count(
                        "Drift: %d policies, core Services and Ingresses lose their label".formatted(count),
                        Allowance.nothing()
                                .atMost(Charge.GET, 2 * count)
                                .exactly(Charge.REFUSED_CREATE, count)
                                .exactly(Charge.APPLY, count),
                        End.READY_AND_QUIET,
                        () -> objects.forEach(object -> play.stage().patch(object, LOST_LABEL)));
    }

    private static List<Place> oneOfEach(Play play, List<Place> services) {
        return services.stream()
                .map(service -> service.sibling(play.workload().any(WITHOUT_PODS)))
                .toList();
    }

    private static List<Place> deployments(Play play) {
        return play.workload().oneIn(4, play.workload().apps()).stream()
                .map(app -> app.sibling(Kind.DEPLOYMENT))
                .toList();
    }

    private static String edit(Kind kind) {
        return switch (kind) {
            case NETWORK_POLICY -> "{\"spec\": {\"egress\": []}}";
            case CORE_SERVICE -> "{\"spec\": {\"selector\": {\"croft.dev/service\": \"elsewhere\"}}}";
            case INGRESS -> "{\"spec\": {\"rules\": [{\"host\": \"elsewhere.example.com\"}]}}";
            case DEPLOYMENT -> "{\"spec\": {\"revisionHistoryLimit\": 7}}";
            default -> throw new IllegalArgumentException("Nobody edits a " + kind.word());
        };
    }
}

package dev.croft.bench.budget;

import dev.croft.bench.count.Allowance;
import dev.croft.bench.count.Charge;

/** Projects and Services are deleted; changes with what that may cost. */
final class Deaths {

    private Deaths() {}

    static void play(Play play) {
        int apps = play.size().apps();
        int wide = play.size().wide();
        play.counter()
                .count(
                        "Deletion of %d Services".formatted(play.size().services()),
                        // Where the objects of a Service are seen to go before it, the operator takes them for deleted
                        // by
                        // somebody until it has asked whether their owner is there.
                        Allowance.nothing()
                                .atMost(
                                        Charge.GET,
                                        apps * (1 + Manifests.SOURCES_OF_AN_APP)
                                                + wide * (1 + Manifests.SOURCES_OF_A_WIDE_SERVICE))
                                .projectsPaced(),
                        Counter.End.QUIET,
                        () -> play.workload().services().forEach(play.developer()::delete));
        play.counter()
                .count(
                        "Deletion of %d Projects".formatted(play.size().projects()),
                        Allowance.nothing().atMost(Charge.GET, play.size().projects()),
                        Counter.End.QUIET,
                        () -> play.workload().projects().forEach(play.developer()::delete));
    }
}

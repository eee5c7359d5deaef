package dev.croft.bench.budget;

import dev.croft.bench.count.Allowance;

/** Projects and Services are deleted; changes with what that may cost. */
final class Deaths {

    private Deaths() {}

    static void play(Play play) {
        play.counter()
                .count(
                        "Deletion of %d Services".formatted(play.size().services()),
                        Allowance.nothing().projectsPaced(),
                        Counter.End.QUIET,
                        () -> play.workload().services().forEach(play.developer()::delete));
        play.counter()
                .count(
                        "Deletion of %d Projects".formatted(play.size().projects()),
                        Allowance.nothing(),
                        Counter.End.QUIET,
                        () -> play.workload().projects().forEach(play.developer()::delete));
    }
}

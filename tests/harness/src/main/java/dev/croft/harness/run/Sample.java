package dev.croft.harness.run;

import dev.croft.harness.trial.Case;
import java.util.Comparator;
import java.util.List;

/** Chooses a few of many trials by a seed; changes with how they are chosen. */
public final class Sample {

    private Sample() {}

    /**
     * At most so many of the cases, the same for the same seed. Each has its own lot, so that one more case in the list, as
     * another run may have, changes nothing about the others.
     */
    public static List<Case> of(List<Case> cases, int atMost, long seed) {
        return cases.stream()
                .sorted(Comparator.comparingLong(of -> lot(of, seed)))
                .limit(atMost)
                .toList();
    }

    private static long lot(Case of, long seed) {
        return new Case(of.type(), of.workload(), of.k(), of.variant() + "/lot", seed)
                .luck()
                .nextLong();
    }
}

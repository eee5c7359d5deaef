package dev.croft.harness.run;

import dev.croft.harness.trial.Case;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chooses a few of many trials by a seed; changes with how they are chosen. */
public final class Sample {

    private Sample() {}

    /** At most so many of the cases, the same for the same seed. */
    public static List<Case> of(List<Case> cases, int atMost, long seed) {
        var shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.stream().limit(atMost).toList();
    }
}

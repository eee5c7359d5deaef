package dev.croft.harness.trial;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

/**
 * What a trial is, and all that its replay needs; changes when replays need to know more.
 *
 * @param type the class of the perturbation
 * @param workload the name of the workload
 * @param k which of the class's instances, from 1; for kills the number of the write
 * @param variant a choice inside the class, {@code -} where there is none
 * @param seed decides everything else
 */
public record Case(String type, String workload, int k, String variant, long seed) {

    public static final String PLAIN = "-";

    private static final int PARTS = 5;

    /**
     * Reads what {@link #word} writes.
     *
     * @throws Misuse if it means no trial
     */
    public static Case parse(String word) {
        var parts = word.split("/", -1);
        try {
            if (parts.length == PARTS) {
                var of = new Case(parts[0], parts[1], Integer.parseInt(parts[2]), parts[3], Long.parseLong(parts[4]));
                Perturbations.named(of.type());
                return of;
            }
        } catch (NumberFormatException said) {
            // Told below.
        }
        throw new Misuse(
                "%s is no trial; write CLASS/WORKLOAD/K/VARIANT/SEED, such as kill/web/7/after/3.".formatted(word));
    }

    /** The trial as one word. */
    public String word() {
        return "%s/%s/%d/%s/%d".formatted(type, workload, k, variant, seed);
    }

    /** The command that runs the same trial again. */
    public String replay() {
        return "tests/harness/run --trial " + word();
    }

    /** Luck of its own, the same in each replay. */
    public Random luck() {
        // Of all that tells trials apart, well mixed: neighbouring seeds of a Random begin alike.
        return new Random(
                UUID.nameUUIDFromBytes(word().getBytes(StandardCharsets.UTF_8)).getMostSignificantBits());
    }

    @Override
    public String toString() {
        return "%-9s %-8s k=%-3d %-10s seed=%d".formatted(type, workload, k, variant, seed);
    }
}

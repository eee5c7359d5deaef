package dev.croft.harness.trial;

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

    /** The command that runs the same trial again. */
    public String replay() {
        return "tests/harness/run --class %s --workload %s --k %d%s --seed %d"
                .formatted(type, workload, k, variant.equals(PLAIN) ? "" : " --variant " + variant, seed);
    }

    @Override
    public String toString() {
        return "%-9s %-8s k=%-3d %-10s seed=%d".formatted(type, workload, k, variant, seed);
    }
}

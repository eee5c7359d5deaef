package dev.croft.harness.trial;

import java.time.Duration;

/** How a trial ended; changes when there is another way to end. */
public sealed interface Verdict {

    Case of();

    Duration took();

    record Pass(Case of, Duration took) implements Verdict {}

    /**
     * A promise was broken.
     *
     * @param path the oracle and the first thing that differs
     */
    record Fail(Case of, Duration took, String path) implements Verdict {}

    /**
     * The bench failed, so nothing is known of the operator.
     *
     * @param why what went wrong
     */
    record Inconclusive(Case of, Duration took, String why) implements Verdict {}

    /** One line for people. */
    default String line() {
        var time = "%4d s".formatted(took().toSeconds());
        return switch (this) {
            case Pass pass -> "pass  %s  %s".formatted(of(), time);
            case Fail fail -> "FAIL  %s  %s  %s%n      %s".formatted(of(), time, fail.path(), of().replay());
            case Inconclusive lost -> "?     %s  %s  %s%n      %s".formatted(of(), time, lost.why(), of().replay());
        };
    }
}

package dev.croft.bench.budget;

import dev.croft.bench.count.Allowance;
import dev.croft.bench.count.Charge;
import dev.croft.bench.count.Line;
import dev.croft.harness.proxy.Entry;
import dev.croft.harness.proxy.Ledger;
import dev.croft.harness.trial.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Counts one event after the other. Where one count ends the next begins, so each request belongs to exactly one of
 * them, and one that comes late shows in the next. Changes with how the end of an event is told.
 */
final class Counter {

    // Longer than the second that a Project's status may wait for its turn.
    private static final Duration QUIET = Duration.ofMillis(1200);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final Supplier<Optional<String>> unsettled;
    private final Consumer<Line> told;
    private final List<Line> lines = new ArrayList<>();
    private long mark;

    /** What an event must have come to before its count ends. */
    enum End {
        /** All that was applied is Ready, and nothing is asked for any more. */
        READY_AND_QUIET,
        /** All that was applied is Ready. */
        READY,
        /** Nothing is asked for any more. */
        QUIET
    }

    /**
     * @param unsettled what is not Ready
     * @param told hears of each count as soon as it has ended
     */
    Counter(Ledger ledger, Supplier<Optional<String>> unsettled, Consumer<Line> told) {
        this.ledger = ledger;
        this.unsettled = unsettled;
        this.told = told;
        this.mark = ledger.mark();
    }

    /** Makes an event happen, and counts until all that it leads to has happened. */
    void count(String event, Allowance allowance, End end, Runnable action) {
        count(event, allowance, end, entry -> true, action);
    }

    /** The same for the start of a replica; watches that others open again meanwhile are not its own. */
    void countStart(String event, Allowance allowance, String replica, Runnable action) {
        count(
                event,
                allowance,
                End.READY_AND_QUIET,
                entry -> !entry.call().isWatch() || entry.call().replica().equals(replica),
                action);
    }

    private void count(String event, Allowance allowance, End end, Predicate<Entry> counted, Runnable action) {
        action.run();
        long began = System.nanoTime();
        boolean reached = Patience.reached(
                LIMIT,
                () -> allowance.isExhausted(ledger.since(mark))
                        && (end == End.QUIET || unsettled.get().isEmpty())
                        && (end == End.READY || isQuiet(began)));
        var entries = ledger.since(mark);
        mark += entries.size();
        var line = Line.of(event, allowance, entries.stream().filter(counted).toList());
        if (!reached) {
            line = line.beyond("not over after %d s%s"
                    .formatted(
                            LIMIT.toSeconds(),
                            unsettled.get().map(trouble -> ": " + trouble).orElse("")));
        }
        lines.add(line);
        told.accept(line);
    }

    private boolean isQuiet(long began) {
        long last = began;
        for (var entry : ledger.since(mark)) {
            if (Charge.of(entry).filter(charge -> charge != Charge.WATCH).isPresent()) {
                last = Math.max(last, entry.answeredNanos());
            }
        }
        return System.nanoTime() - last >= QUIET.toNanos();
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }
}

package dev.croft.bench.count;

import dev.croft.harness.proxy.Entry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One line of a table: what was allowed and what was counted. Changes with what a table shows.
 *
 * @param counts by verb and resource, or by what else was counted
 * @param breaches how the count is beyond its allowance; empty if it is not
 */
public record Line(
        String event, String allowed, String counted, Map<String, ? extends Number> counts, List<String> breaches) {

    public Line {
        counts = Map.copyOf(counts);
        breaches = List.copyOf(breaches);
    }

    /** Holds the requests of an event against its allowance. */
    public static Line of(String event, Allowance allowance, List<Entry> entries) {
        var tally = Tally.of(allowance.counted(entries));
        return new Line(event, allowance.toString(), tally.toString(), tally.flat(), allowance.breaches(entries));
    }

    /** The same line, which is beyond its allowance also for this reason. */
    public Line beyond(String breach) {
        return new Line(
                event,
                allowed,
                counted,
                counts,
                Stream.concat(breaches.stream(), Stream.of(breach)).toList());
    }

    public boolean isWithin() {
        return breaches.isEmpty();
    }
}

package dev.croft.bench.count;

import dev.croft.harness.proxy.Entry;
import dev.croft.harness.proxy.Forwarded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be so over a whole run without faults; changes with the budget. */
public final class WholeRun {

    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final double CONFLICTS_ALLOWED = 0.001;
    private static final int LEASE_ALLOWED = 60;
    // Two to take it, two to give it back, and the first renewal, which no interval comes before.
    private static final int LEASE_ONCE = 6;
    private static final int IN_FLIGHT_ALLOWED = 32;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private WholeRun() {}

    /**
     * Judges all entries of a run.
     *
     * @param undisturbed those of them that were sent while nobody else edited what is Croft's
     */
    public static List<Line> judge(List<Entry> entries, List<Entry> undisturbed) {
        return List.of(
                conflicts(undisturbed),
                none("Throttled (429)", entries.stream().filter(entry -> entry.code() == TOO_MANY)),
                none("Writes that change nothing", changeNothing(entries).stream()),
                none(
                        "Requests without an answer, or answered 5xx",
                        entries.stream().filter(WholeRun::isFailure)),
                lease(entries),
                inFlight(entries));
    }

    private static Line conflicts(List<Entry> entries) {
        long writes = entries.stream().filter(entry -> entry.call().isWrite()).count();
        var conflicts = entries.stream()
                .filter(entry -> entry.call().isWrite() && entry.code() == CONFLICT)
                .toList();
        return new Line(
                "Conflicts (409), drift aside",
                "<= 0.1 % of writes",
                "%d of %d writes".formatted(conflicts.size(), writes),
                Map.of("conflicts", conflicts.size(), "writes", writes),
                conflicts.size() > writes * CONFLICTS_ALLOWED ? List.of(names(conflicts)) : List.of());
    }

    private static Line none(String what, Stream<Entry> found) {
        var entries = found.toList();
        var tally = Tally.of(entries);
        return new Line(
                what,
                "= 0",
                entries.isEmpty() ? "0" : tally.toString(),
                Map.of("count", entries.size()),
                entries.isEmpty() ? List.of() : List.of(names(entries)));
    }

    private static String names(List<Entry> entries) {
        var names = entries.stream()
                .limit(5)
                .map(entry -> "%s %s %s/%s answered %d"
                        .formatted(
                                entry.call().verb(),
                                entry.call().resource(),
                                entry.call().namespace(),
                                entry.call().name(),
                                entry.code()))
                .collect(Collectors.joining("; "));
        return entries.size() > 5 ? names + "; and %d more".formatted(entries.size() - 5) : names;
    }

    private static boolean isFailure(Entry entry) {
        return entry.code() >= 500 || (entry.code() == 0 && entry.forwarded() == Forwarded.YES);
    }

    /**
     * Writes after which the object was what it had been: each change of anything gets a version above all earlier
     * ones, so an answer with a version that was there before tells of none.
     */
    static List<Entry> changeNothing(List<Entry> entries) {
        var inOrder = entries.stream()
                .filter(entry -> entry.version() > 0)
                .sorted(Comparator.comparingLong(Entry::answeredNanos))
                .toList();
        List<Entry> idle = new ArrayList<>();
        for (var entry : inOrder) {
            if (!entry.call().isLease() && isOld(entry, inOrder)) {
                idle.add(entry);
            }
        }
        return idle;
    }

    private static boolean isOld(Entry entry, List<Entry> inOrder) {
        if (entry.version() == entry.knownVersion()) {
            return true;
        }
        for (var earlier : inOrder) {
            if (earlier.answeredNanos() >= entry.call().arrivedNanos()) {
                return false;
            }
            if (earlier.version() >= entry.version()) {
                return true;
            }
        }
        return false;
    }

    private static Line lease(List<Entry> entries) {
        var byReplica = entries.stream()
                .filter(entry -> entry.call().isLease())
                .collect(Collectors.groupingBy(entry -> entry.call().replica()));
        long most =
                byReplica.values().stream().mapToLong(WholeRun::leaseRate).max().orElse(0);
        return new Line(
                "Lease requests of a replica per minute, besides taking the Lease and giving it back",
                "<= " + LEASE_ALLOWED,
                String.valueOf(most),
                Map.of("requests", most),
                most > LEASE_ALLOWED ? List.of("%d requests a minute".formatted(most)) : List.of());
    }

    private static long leaseRate(Collection<Entry> entries) {
        var times =
                entries.stream().mapToLong(entry -> entry.call().arrivedNanos()).summaryStatistics();
        long span = times.getMax() - times.getMin();
        return span == 0 ? 0 : Math.round((double) (entries.size() - LEASE_ONCE) * MINUTE / span);
    }

    private static Line inFlight(List<Entry> entries) {
        var byReplica = entries.stream()
                .filter(entry -> !entry.call().isWatch())
                .collect(Collectors.groupingBy(entry -> entry.call().replica()));
        int most = byReplica.values().stream().mapToInt(WholeRun::atOnce).max().orElse(0);
        return new Line(
                "Most requests in flight of a replica",
                "<= " + IN_FLIGHT_ALLOWED,
                String.valueOf(most),
                Map.of("requests", most),
                most > IN_FLIGHT_ALLOWED ? List.of("%d at once".formatted(most)) : List.of());
    }

    private static int atOnce(Collection<Entry> entries) {
        record Change(long nanos, int by) {}
        List<Change> changes = new ArrayList<>();
        entries.forEach(entry -> {
            changes.add(new Change(entry.call().arrivedNanos(), 1));
            changes.add(new Change(entry.answeredNanos(), -1));
        });
        // Whoever leaves in the instant in which another comes makes room for it.
        changes.sort(Comparator.comparingLong(Change::nanos).thenComparingInt(Change::by));
        int now = 0;
        int most = 0;
        for (var change : changes) {
            now += change.by();
            most = Math.max(most, now);
        }
        return most;
    }
}

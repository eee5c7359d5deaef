package dev.croft.bench.count;

import dev.croft.harness.proxy.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one event may cost; whatever is not named in it must not happen at all. Changes with the ways in which the
 * budget limits requests.
 */
public final class Allowance {

    private static final double PACE_SECONDS = 1;
    // The operator hears an answer a little later than it is seen here, and is seen a little later than it sends.
    private static final double SLACK_SECONDS = 0.1;
    // They end by themselves after 40 s, and sometimes before their time.
    private static final double SHORTEST_WATCH_SECONDS = 20;

    private final Map<Charge, Range> ranges;
    private final ProjectStatus projectStatus;

    private enum ProjectStatus {
        COUNTED,
        ONE_A_SECOND
    }

    private record Range(int least, int most) {

        boolean holds(int count) {
            return least <= count && count <= most;
        }

        @Override
        public String toString() {
            return least == most ? "= " + most : least == 0 ? "<= " + most : least + " to " + most;
        }
    }

    private Allowance(Map<Charge, Range> ranges, ProjectStatus projectStatus) {
        this.ranges = Collections.unmodifiableMap(ranges);
        this.projectStatus = projectStatus;
    }

    /** No request at all. */
    public static Allowance nothing() {
        return new Allowance(new EnumMap<>(Charge.class), ProjectStatus.COUNTED);
    }

    /** Besides what is allowed already, this many: fewer would mean that the work was not done. */
    public Allowance exactly(Charge charge, int count) {
        return between(charge, count, count);
    }

    public Allowance atMost(Charge charge, int count) {
        return between(charge, 0, count);
    }

    public Allowance between(Charge charge, int least, int most) {
        Map<Charge, Range> more = new EnumMap<>(Charge.class);
        more.putAll(ranges);
        more.put(charge, new Range(least, most));
        return new Allowance(more, projectStatus);
    }

    /** Besides what is allowed already, one status write a second for each Project. */
    public Allowance projectsPaced() {
        return new Allowance(ranges, ProjectStatus.ONE_A_SECOND);
    }

    /** Whether everything has been seen that must come. */
    public boolean isExhausted(List<Entry> entries) {
        var tally = Tally.of(entries);
        return ranges.entrySet().stream()
                .allMatch(
                        range -> tally.count(range.getKey()) >= range.getValue().least());
    }

    /** Those of the entries that it says anything of: watches that the server ends are opened again at any time. */
    public List<Entry> counted(List<Entry> entries) {
        return ranges.containsKey(Charge.WATCH)
                ? entries
                : entries.stream()
                        .filter(entry -> !isChargedAs(entry, Charge.WATCH))
                        .toList();
    }

    /** What goes beyond it or falls short of it, in words; nothing if the event kept to it. */
    public List<String> breaches(List<Entry> entries) {
        var tally = Tally.of(counted(entries));
        List<String> breaches = new ArrayList<>();
        for (var charge : Charge.values()) {
            var range = ranges.getOrDefault(charge, new Range(0, 0));
            int count = tally.count(charge);
            if (!range.holds(count) && !isPaced(charge)) {
                breaches.add("%s: %d instead of %s".formatted(charge.word(), count, range));
            }
        }
        if (projectStatus == ProjectStatus.ONE_A_SECOND) {
            breaches.addAll(unpaced(entries));
        }
        if (!ranges.containsKey(Charge.WATCH)) {
            breaches.addAll(restless(entries));
        }
        return breaches;
    }

    private boolean isPaced(Charge charge) {
        return charge == Charge.PROJECT_STATUS && projectStatus == ProjectStatus.ONE_A_SECOND;
    }

    private static List<String> unpaced(List<Entry> entries) {
        var byProject = entries.stream()
                .filter(entry -> isChargedAs(entry, Charge.PROJECT_STATUS))
                .sorted(Comparator.comparingLong(entry -> entry.call().arrivedNanos()))
                .collect(Collectors.groupingBy(
                        entry -> entry.call().namespace() + "/" + entry.call().name()));
        List<String> breaches = new ArrayList<>();
        byProject.forEach((project, writes) -> {
            for (int i = 1; i < writes.size(); i++) {
                double pause =
                        (writes.get(i).call().arrivedNanos() - writes.get(i - 1).answeredNanos()) / 1e9;
                if (pause < PACE_SECONDS - SLACK_SECONDS) {
                    breaches.add("Project status: another one of Project %s after %.1f s".formatted(project, pause));
                }
            }
        });
        return breaches;
    }

    // Each collection is watched over and over, and each of these watches lasts for a while.
    private static List<String> restless(List<Entry> entries) {
        var byCollection = entries.stream()
                .filter(entry -> isChargedAs(entry, Charge.WATCH))
                .collect(Collectors.groupingBy(entry -> "%s by replica %s in namespace %s"
                        .formatted(
                                Tally.resource(entry.call()),
                                entry.call().replica(),
                                entry.call().namespace())));
        List<String> breaches = new ArrayList<>();
        byCollection.forEach((collection, watches) -> {
            var times = watches.stream()
                    .mapToLong(entry -> entry.call().arrivedNanos())
                    .summaryStatistics();
            double span = (times.getMax() - times.getMin()) / 1e9;
            if (watches.size() > 2 + span / SHORTEST_WATCH_SECONDS) {
                breaches.add("WATCH: %d of %s within %.1f s".formatted(watches.size(), collection, span));
            }
        });
        return breaches;
    }

    private static boolean isChargedAs(Entry entry, Charge charge) {
        return Charge.of(entry).filter(charge::equals).isPresent();
    }

    /** In a line, for people. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        ranges.forEach((charge, range) -> parts.add(charge.word() + " " + range));
        if (projectStatus == ProjectStatus.ONE_A_SECOND) {
            parts.add("Project status <= 1/s");
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }
}

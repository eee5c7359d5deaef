package dev.croft.bench.count;

import dev.croft.harness.proxy.Call;
import dev.croft.harness.proxy.Entry;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many requests of each kind went to which resources; changes with what a table shows of them. */
public record Tally(Map<Charge, SortedMap<String, Integer>> counts) {

    public Tally {
        counts = Collections.unmodifiableMap(counts);
    }

    /** Counts all but what concerns the Lease. */
    public static Tally of(List<Entry> entries) {
        Map<Charge, SortedMap<String, Integer>> counts = new EnumMap<>(Charge.class);
        for (var entry : entries) {
            Charge.of(entry)
                    .ifPresent(charge -> counts.computeIfAbsent(charge, _ -> new TreeMap<>())
                            .merge(resource(entry.call()), 1, Integer::sum));
        }
        return new Tally(counts);
    }

    // Two kinds are called services, and only one of them is Croft's.
    static String resource(Call call) {
        if (call.resource().isEmpty()) {
            return call.name();
        }
        var subresource = call.subresource().isEmpty() ? "" : "/" + call.subresource();
        return (call.group().endsWith("croft.dev") ? call.resource() + "." + call.group() : call.resource())
                + subresource;
    }

    public int count(Charge charge) {
        return counts.getOrDefault(charge, Collections.emptySortedMap()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The counts by {@code verb resource}, for a file. */
    public SortedMap<String, Integer> flat() {
        SortedMap<String, Integer> flat = new TreeMap<>();
        counts.forEach((charge, resources) ->
                resources.forEach((resource, count) -> flat.put(charge.word() + " " + resource, count)));
        return flat;
    }

    /** In a line, for people. */
    @Override
    public String toString() {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(entry -> "%d %s%s"
                                .formatted(count(entry.getKey()), entry.getKey().word(), resources(entry.getValue())))
                        .collect(Collectors.joining(", "));
    }

    private static String resources(SortedMap<String, Integer> resources) {
        return resources.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ", " (", ")"));
    }
}

package dev.croft.harness.schema;

import dev.croft.harness.schema.Edit.Sort;
import dev.croft.harness.schema.Refusal.Aim;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which properties a run has seen at work: accepted and doing something, and refused by name. Changes with what counts
 * as reached. Trials may report to it at the same time.
 */
public final class Coverage {

    /** Follows from any edit, so it shows nothing of a property but that somebody looked. */
    private static final String LOOKED_AT = "status.observedGeneration";

    /** Of these no value can show more: some are for people only, of the others the only value is the default. */
    private static final Set<String> SHOW_LITTLE = Set.of(
            "Project spec.description",
            "Service spec.dashboard",
            "Service spec.dashboard.group",
            "Service spec.dashboard.hidden",
            "Service spec.dashboard.icon",
            "Service spec.dashboard.name",
            "Service spec.dashboard.url",
            "Service spec.probes.startup.successThreshold",
            "Service spec.probes.liveness.successThreshold");

    private static final List<String> HEAD = List.of("property", "accepted value", "changed", "refused value", "path");
    private static final String NOTHING = "-";

    private record Accepted(String what, Set<String> changed) {}

    private record Refused(String what, String field, Aim aim) {}

    private final List<Property> properties;
    private final Map<String, Accepted> accepted = new HashMap<>();
    private final Map<String, Refused> refused = new HashMap<>();

    public Coverage(List<Property> properties) {
        this.properties = List.copyOf(properties);
    }

    /**
     * An edit was accepted and the operator has settled.
     *
     * @param changed kinds of children and fields of the status, as {@link Changes} names them
     */
    public synchronized void accepted(Edit edit, Set<String> changed) {
        var counts = new TreeSet<>(changed);
        if (!SHOW_LITTLE.contains(edit.property().toString())) {
            counts.removeIf(change -> change.equals(LOOKED_AT) || change.endsWith(Changes.NOTED));
        }
        if (edit.sort() == Sort.VALID && !counts.isEmpty()) {
            accepted.putIfAbsent(edit.property().toString(), new Accepted(edit.what(), counts));
        }
    }

    /** An edit was refused. The refusal that leads nearest to the property is the one that is shown. */
    public synchronized void refused(Edit edit, Refusal refusal) {
        var aim = refusal.at(edit.property());
        if (aim != Aim.ELSEWHERE) {
            var field = refusal.nearest(edit.property()).orElse(NOTHING);
            refused.merge(
                    edit.property().toString(),
                    new Refused(edit.what(), field, aim),
                    (known, other) -> known.aim().compareTo(other.aim()) <= 0 ? known : other);
        }
    }

    /** Properties without an accepted value that did something, or without a refused one. */
    public synchronized List<Property> missing() {
        return properties.stream()
                .filter(property ->
                        !accepted.containsKey(property.toString()) || !refused.containsKey(property.toString()))
                .toList();
    }

    public synchronized double percent() {
        return properties.isEmpty() ? 0 : 100.0 * (properties.size() - missing().size()) / properties.size();
    }

    /** A line for each property, the share of those that were reached, and the names of the others. */
    public synchronized String table() {
        var rows = Stream.concat(Stream.of(HEAD), properties.stream().map(this::row))
                .toList();
        var widths = Stream.iterate(0, column -> column + 1)
                .limit(HEAD.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        var lines = rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
        var missing = missing();
        return "%s%n%s"
                        .formatted(
                                lines,
                                String.format(
                                        Locale.ROOT,
                                        "property coverage: %d of %d, %.1f %%",
                                        properties.size() - missing.size(),
                                        properties.size(),
                                        percent()))
                + missing.stream().map(property -> "\nnot reached: " + property).collect(Collectors.joining());
    }

    private List<String> row(Property property) {
        var yes = accepted.get(property.toString());
        var no = refused.get(property.toString());
        return List.of(
                property.toString(),
                yes == null ? NOTHING : yes.what(),
                yes == null ? NOTHING : String.join(", ", yes.changed()),
                no == null ? NOTHING : no.what(),
                no == null ? NOTHING : no.field());
    }

    private static String line(List<String> row, List<Integer> widths) {
        var line = new StringBuilder();
        for (var column = 0; column < row.size(); column++) {
            line.append(row.get(column))
                    .append(" ".repeat(widths.get(column) - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}

package dev.croft.harness.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.schema.Edit.Sort;
import dev.croft.harness.schema.Edit.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of one property beyond its schema, as particulars.yaml says it; changes when that file says more.
 *
 * @param entry what the file says, or nothing
 */
record Particulars(JsonNode entry) {

    private static final JsonNode ALL = Bases.read("particulars.yaml", JsonNode.class);
    private static final String ITSELF = "this";
    private static final String NONE = "none";

    /** A change of a property together with its neighbours. */
    record Change(Sort sort, Step step, String what, JsonNode values) {

        /** Makes the change, in the object itself; an absent value takes the property away. */
        void apply(Place place, ObjectNode object) {
            values.properties().forEach(value -> {
                var at = value.getKey().equals(ITSELF) ? place : place.neighbour(value.getKey());
                if (value.getValue().isNull()) {
                    at.remove(object);
                } else {
                    at.set(object, value.getValue().deepCopy());
                }
            });
        }
    }

    static Particulars of(Property property) {
        var steps = Place.steps(property.path());
        return ALL.valueStream()
                .filter(entry -> entry.path("of")
                        .valueStream()
                        .map(JsonNode::asText)
                        .anyMatch(pattern -> Place.leads(pattern, steps)
                                && Place.steps(pattern).size() == steps.size()))
                .findFirst()
                .map(Particulars::new)
                .orElseGet(() -> new Particulars(MissingNode.getInstance()));
    }

    /** What values count as that are made from the schema alone; empty if there are none. */
    Optional<Sort> generated() {
        return sort("generated");
    }

    /** What leaving the property out counts as; empty if that makes no sense. */
    Optional<Sort> absent() {
        return sort("absent");
    }

    /** Which parts of a list's entry tell it from the others. */
    List<String> telling() {
        return entry.path("vary").valueStream().map(JsonNode::asText).toList();
    }

    /** The changes that the file itself lists. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        Stream.of(Sort.values())
                .forEach(sort -> collect(sort.name().toLowerCase(Locale.ROOT), sort, Step.CHANGED, changes));
        collect("anew", Sort.VALID, Step.CREATED_ANEW, changes);
        return changes;
    }

    private void collect(String key, Sort sort, Step step, List<Change> changes) {
        entry.path(key)
                .properties()
                .forEach(change -> changes.add(new Change(sort, step, change.getKey(), change.getValue())));
    }

    private Optional<Sort> sort(String key) {
        var said = entry.path(key).asText(Sort.VALID.name());
        return said.equals(NONE) ? Optional.empty() : Optional.of(Sort.valueOf(said.toUpperCase(Locale.ROOT)));
    }
}

package dev.croft.harness.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a property stands in one particular object; changes when paths are written in a new way.
 *
 * @param at leads from the root of the object to the value
 */
record Place(JsonPointer at) {

    private static final String ELEMENT = "[]";
    private static final String ANY = "*";

    /** The first place of a property that is set; empty if it is set nowhere. */
    static Optional<Place> of(String path, ObjectNode root) {
        return find(root, steps(path), JsonPointer.empty()).map(Place::new);
    }

    /** The steps from the root to a property. */
    static List<String> steps(String path) {
        return List.of(path.replace(ELEMENT, "." + ELEMENT).split("\\."));
    }

    /** Whether a pattern, in which any step may be {@code *}, leads along these steps or to their end. */
    static boolean leads(String pattern, List<String> steps) {
        var wanted = steps(pattern);
        return wanted.size() <= steps.size()
                && IntStream.range(0, wanted.size())
                        .allMatch(
                                i -> wanted.get(i).equals(ANY) || wanted.get(i).equals(steps.get(i)));
    }

    private static Optional<JsonPointer> find(JsonNode node, List<String> steps, JsonPointer at) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (steps.isEmpty()) {
            return Optional.of(at);
        }
        var rest = steps.subList(1, steps.size());
        return switch (steps.getFirst()) {
            case ELEMENT ->
                IntStream.range(0, node.size())
                        .boxed()
                        .flatMap(i -> find(node.path(i), rest, at.appendIndex(i)).stream())
                        .findFirst();
            case ANY ->
                node.propertyStream()
                        .flatMap(entry -> find(entry.getValue(), rest, at.appendProperty(entry.getKey())).stream())
                        .findFirst();
            default -> find(node.path(steps.getFirst()), rest, at.appendProperty(steps.getFirst()));
        };
    }

    JsonNode value(ObjectNode root) {
        return root.at(at);
    }

    JsonNode parent(ObjectNode root) {
        return root.at(at.head());
    }

    /** The last step, as a name. */
    String name() {
        return at.last().getMatchingProperty();
    }

    /** Puts a value there, in the object itself. */
    void set(ObjectNode root, JsonNode value) {
        switch (parent(root)) {
            case ObjectNode object -> object.set(name(), value);
            case ArrayNode list -> list.set(at.last().getMatchingIndex(), value);
            default -> throw new IllegalArgumentException("Nothing can be put at " + at);
        }
    }

    /** Takes the value away, in the object itself. */
    void remove(ObjectNode root) {
        switch (parent(root)) {
            case ObjectNode object -> object.remove(name());
            case ArrayNode list -> list.remove(at.last().getMatchingIndex());
            default -> throw new IllegalArgumentException("Nothing can be taken from " + at);
        }
    }

    /** Another property of the same object. */
    Place neighbour(String name) {
        return new Place(at.head().appendProperty(name));
    }
}

package dev.croft.harness.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.schema.Edit.Sort;
import dev.croft.harness.schema.Edit.Step;
import dev.croft.harness.schema.Property.Presence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Makes the edits of a property; changes when a new kind of mistake is worth making. */
public final class Edits {

    private static final String UNKNOWN = "notInSchema";
    private static final JsonNode ANYTHING = JsonNodeFactory.instance.textNode("anything");

    private final long seed;

    /** Edits that are the same for the same seed, property and base. */
    public Edits(long seed) {
        this.seed = seed;
    }

    /**
     * All edits of one property, each of another object than the base, the valid ones first.
     *
     * @param base a good object in which the property is set: {@link Bases#around}
     */
    public List<Edit> of(Property property, ObjectNode base) {
        var place = Place.of(property.path(), base)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The base of %s does not set %s, so it cannot be changed; set it in the base, or in ways.yaml"
                                .formatted(property.kind(), property.path())));
        // By its own path, so that an edit can be repeated without those before it.
        var random = new Random(seed * 31 + property.toString().hashCode());
        var made = new Made(property, place, base);
        made.all(random);
        return made.inOrder();
    }

    /** The edits of one property as they are made. */
    private static final class Made {

        private final Property property;
        private final Place place;
        private final ObjectNode base;
        private final JsonNode current;
        private final Particulars particulars;
        private final List<Edit> edits = new ArrayList<>();

        Made(Property property, Place place, ObjectNode base) {
            this.property = property;
            this.place = place;
            this.base = base;
            this.current = place.value(base);
            this.particulars = Particulars.of(property);
        }

        void all(Random random) {
            particulars
                    .changes()
                    .forEach(change ->
                            edit(change.sort(), change.step(), change.what(), object -> change.apply(place, object)));
            var values = new SchemaValues(property, place, base, particulars.telling(), random);
            particulars.generated().ifPresent(sort -> values.inside().forEach(value -> replace(sort, value)));
            leftOut();
            values.outside().forEach(value -> replace(Sort.REFUSED, value));
            unknown();
            HostileValues.of(property, current).forEach(value -> replace(Sort.HOSTILE, value));
        }

        private void leftOut() {
            if (property.presence() == Presence.REQUIRED) {
                edit(Sort.REFUSED, Step.CHANGED, "left out", place::remove);
            } else if (property.presence() == Presence.OPTIONAL) {
                // What the server fills in again is no change.
                var filledIn = Objects.equals(property.schema().getDefault(), current);
                particulars
                        .absent()
                        .map(sort -> filledIn ? Sort.HOSTILE : sort)
                        .ifPresent(sort -> edit(sort, Step.CHANGED, "left out", place::remove));
            } else if (place.parent(base).size() > 1) {
                edit(Sort.VALID, Step.CHANGED, "left out", place::remove);
            }
        }

        private void unknown() {
            if (property.type() == Property.Type.OBJECT) {
                edit(
                        Sort.REFUSED,
                        Step.CHANGED,
                        "an unknown field in it",
                        object -> ((ObjectNode) place.value(object)).set(UNKNOWN, ANYTHING));
            }
            if (property.presence() != Presence.ENTRY) {
                var mistyped = place.name() + "s";
                edit(
                        Sort.REFUSED,
                        Step.CHANGED,
                        "mistyped as " + mistyped,
                        object -> place.neighbour(mistyped).set(object, ANYTHING));
            }
        }

        private void replace(Sort sort, Value value) {
            edit(
                    sort,
                    Step.CHANGED,
                    value.what(),
                    object -> place.set(object, value.node().deepCopy()));
        }

        private void edit(Sort sort, Step step, String what, Consumer<ObjectNode> change) {
            var edited = base.deepCopy();
            change.accept(edited);
            edits.add(new Edit(property, sort, step, what, edited));
        }

        List<Edit> inOrder() {
            // As text: a tree holds equal numbers of different sizes for different.
            Set<String> seen = new HashSet<>(Set.of(base.toString()));
            List<Edit> ordered = new ArrayList<>();
            for (var sort : Sort.values()) {
                edits.stream()
                        .filter(edit -> edit.sort() == sort)
                        .filter(edit -> edit.step() == Step.CREATED_ANEW
                                || seen.add(edit.edited().toString()))
                        .forEach(ordered::add);
            }
            return List.copyOf(ordered);
        }
    }
}

package dev.croft.harness.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Good objects in which every property is set, from which edits start; changes when they come from elsewhere. */
public final class Bases {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final JsonNode WAYS = read("ways.yaml", JsonNode.class);
    private static final JsonNode SURROUNDINGS = read("surroundings.yaml", JsonNode.class);

    private Bases() {}

    /**
     * The good object of a kind; its namespace is the caller's to set. It works where a Secret and a ConfigMap
     * {@code settings} with the key {@code KEY} exist; a Service wants the Project that is the base of its own kind.
     */
    public static ObjectNode of(String kind) {
        return read(kind.toLowerCase(Locale.ROOT) + ".yaml", ObjectNode.class);
    }

    /**
     * The base as it is good and has the surroundings of a property: equal to it but where not all properties can be set
     * together.
     */
    public static ObjectNode around(Property property, ObjectNode base) {
        var around = base.deepCopy();
        var steps = Place.steps(property.path());
        SURROUNDINGS.path(property.kind()).properties().stream()
                .filter(place -> Place.leads(place.getKey(), steps))
                .forEach(place -> merge(around, place.getValue()));
        WAYS.properties().stream()
                .filter(place -> Place.leads(place.getKey(), steps))
                .forEach(place -> choose(around, steps, place.getKey(), place.getValue()));
        return around;
    }

    // As a JSON merge patch does it: null takes away.
    private static void merge(ObjectNode into, JsonNode patch) {
        patch.properties().forEach(part -> {
            if (part.getValue().isNull()) {
                into.remove(part.getKey());
            } else if (part.getValue() instanceof ObjectNode object && into.get(part.getKey()) instanceof ObjectNode) {
                merge(into.withObjectProperty(part.getKey()), object);
            } else {
                into.set(part.getKey(), part.getValue().deepCopy());
            }
        });
    }

    private static void choose(ObjectNode around, List<String> steps, String pattern, JsonNode ways) {
        int depth = Place.steps(pattern).size();
        if (steps.size() == depth || !ways.has(steps.get(depth))) {
            return;
        }
        var chosen = steps.get(depth);
        var place = String.join(".", steps.subList(0, depth));
        if (Place.of(place, around).orElseThrow().value(around) instanceof ObjectNode object && !object.has(chosen)) {
            ways.fieldNames().forEachRemaining(object::remove);
            object.set(chosen, ways.get(chosen).deepCopy());
        }
    }

    static <T> T read(String name, Class<T> type) {
        try (var file = Bases.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException(
                        "There is no %s, so nothing to edit; add one in which every property is set".formatted(name));
            }
            return YAML.unmarshal(file, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

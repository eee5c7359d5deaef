package dev.croft.api.v1alpha1.shared.reading;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds a stored tree to a record by leaving out, one after the other, what cannot be bound; changes when another way of
 * being unreadable must be survived.
 *
 * <p>The binder itself finds the offending place, so this holds for every type there is and will be.
 */
final class LenientReader {

    /** Enough for any mistake made by hand; beyond it the object is something else altogether. */
    private static final int MOST_PROBLEMS = 50;

    // Unknown fields are no trouble: they belong to a newer Croft, and the API server has pruned all others.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final String field;
    private final List<String> problems = new ArrayList<>();

    LenientReader(String field) {
        this.field = field;
    }

    <T> Reading<T> read(JsonNode stored, Class<T> type) {
        if (!stored.isObject()) {
            return new Reading<>(null, List.of(field + ": " + Wording.describe(stored) + " is not an object"), stored);
        }
        var tree = stored.deepCopy();
        dropEmptyElements(field, tree);
        for (var tries = 0; tries < MOST_PROBLEMS; tries++) {
            try {
                var value = MAPPER.treeToValue(tree, type);
                var gap = gap(JsonPointer.empty(), value);
                if (gap == null) {
                    return new Reading<>(value, List.copyOf(problems), problems.isEmpty() ? null : stored);
                }
                if (!leaveOut(tree, gap)) {
                    break;
                }
            } catch (JsonMappingException e) {
                if (!leaveOut(tree, e)) {
                    break;
                }
            } catch (JsonProcessingException | RuntimeException e) {
                // Nothing that a reader meets may reach the watch; without a place there is nothing to leave out.
                break;
            }
        }
        if (problems.isEmpty()) {
            problems.add(field + ": cannot be read");
        }
        return new Reading<>(null, List.copyOf(problems), stored);
    }

    /** Removes what the binder stumbled over from the tree; false if it cannot be found there. */
    private boolean leaveOut(JsonNode tree, JsonMappingException trouble) {
        var path = new StringBuilder(field);
        JsonNode parent = null;
        JsonNode at = tree;
        JsonMappingException.Reference last = null;
        for (var step : trouble.getPath()) {
            var next = step.getFieldName() != null ? at.get(step.getFieldName()) : at.get(step.getIndex());
            if (next == null) {
                break;
            }
            path.append(step.getFieldName() != null ? "." + step.getFieldName() : "[" + step.getIndex() + "]");
            parent = at;
            at = next;
            last = step;
        }
        if (parent == null || last == null) {
            return false;
        }
        problems.add(path + ": " + Wording.refusal(at, wantedType(trouble)));
        if (parent instanceof ObjectNode object) {
            object.remove(last.getFieldName());
        } else if (parent instanceof ArrayNode array) {
            array.remove(last.getIndex());
        }
        return true;
    }

    private static @Nullable Class<?> wantedType(JsonMappingException trouble) {
        if (trouble instanceof MismatchedInputException mismatch) {
            return mismatch.getTargetType();
        }
        return trouble.getCause() instanceof InputCoercionException tooLarge ? tooLarge.getTargetType() : null;
    }

    private void dropEmptyElements(String path, JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (var i = array.size() - 1; i >= 0; i--) {
                if (array.get(i).isNull()) {
                    problems.add(path + "[" + i + "]: is empty");
                    array.remove(i);
                } else {
                    dropEmptyElements(path + "[" + i + "]", array.get(i));
                }
            }
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> dropEmptyElements(path + "." + entry.getKey(), entry.getValue()));
        }
    }

    /**
     * Finds a record that lacks what its type promises never to be null: whoever gets the value relies on that promise,
     * so such a record is left out as a whole.
     */
    private @Nullable JsonPointer gap(JsonPointer at, @Nullable Object value) {
        if (value instanceof List<?> elements) {
            for (var i = 0; i < elements.size(); i++) {
                var gap = gap(at.appendIndex(i), elements.get(i));
                if (gap != null) {
                    return gap;
                }
            }
        }
        if (value instanceof Record) {
            for (var component : value.getClass().getRecordComponents()) {
                var part = valueOf(component, value);
                var gap = gap(at.appendProperty(component.getName()), part);
                if (gap != null) {
                    return gap;
                }
                if (part == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    var missing = path(at.appendProperty(component.getName()));
                    if (notTold(missing)) {
                        problems.add(missing + ": is missing");
                    }
                    return at;
                }
            }
        }
        return null;
    }

    private static boolean leaveOut(JsonNode tree, JsonPointer place) {
        if (place.matches()) {
            return false;
        }
        var parent = tree.at(place.head());
        var last = place.last();
        if (parent instanceof ArrayNode array) {
            array.remove(last.getMatchingIndex());
        } else if (parent instanceof ObjectNode object) {
            object.remove(last.getMatchingProperty());
        }
        return true;
    }

    private String path(JsonPointer place) {
        var path = new StringBuilder(field);
        for (var step = place; !step.matches(); step = step.tail()) {
            path.append(
                    step.mayMatchElement() ? "[" + step.getMatchingIndex() + "]" : "." + step.getMatchingProperty());
        }
        return path.toString();
    }

    private boolean notTold(String path) {
        return problems.stream().noneMatch(problem -> problem.startsWith(path + ":"));
    }

    private static @Nullable Object valueOf(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("accessors of API records are public", e);
        }
    }
}

package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of reading a part of a stored object: the value, or why it cannot be read.
 *
 * <p>A watch must survive every object that the API server ever accepted, also under an earlier schema. So reading
 * never throws: a part that does not fit is absent, and the reason is kept for the person who can mend it.
 *
 * @param value what was read; null where the part is absent or does not fit
 * @param trouble names the field, what stands there and what belongs there; null where all is well
 */
public record Reading<T>(@Nullable T value, @Nullable String trouble) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int SHOWN = 60;

    /** Reads a part named {@code field} (spec or status) as a type. */
    public static <T> Reading<T> of(String field, @Nullable JsonNode tree, Class<T> type) {
        if (tree == null || tree.isNull()) {
            return new Reading<>(null, null);
        }
        try {
            return new Reading<>(MAPPER.treeToValue(tree, type), null);
        } catch (JsonProcessingException | IllegalArgumentException unfit) {
            return new Reading<>(null, explain(field, tree, unfit));
        }
    }

    private static String explain(String field, JsonNode tree, Exception unfit) {
        var path = new StringBuilder(field);
        var found = tree;
        if (unfit instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                if (step.getFieldName() == null) {
                    path.append('[').append(step.getIndex()).append(']');
                    found = found.path(step.getIndex());
                } else {
                    path.append('.').append(step.getFieldName());
                    found = found.path(step.getFieldName());
                }
            }
        }
        var wanted = unfit instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? describe(mismatch.getTargetType())
                : "what the field can hold";
        return "%s is %s, which is not %s".formatted(path, shorten(found), wanted);
    }

    private static String shorten(JsonNode found) {
        var text = found.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static String describe(Class<?> type) {
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "a whole number that fits";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(java.util.Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return Map.class.isAssignableFrom(type) || type.isRecord()
                ? "an object with fields"
                : "what the field can hold";
    }
}

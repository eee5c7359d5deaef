package dev.croft.api.v1alpha1.shared.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in a user's words what is wrong with a stored value; changes when those words do. */
final class Wording {

    private static final int LONGEST_QUOTE = 40;

    private Wording() {}

    static String refusal(JsonNode found, @Nullable Class<?> wanted) {
        var what = describe(found);
        if (wanted == null) {
            return what + " cannot be read";
        }
        if (wanted.isEnum()) {
            return what + " is not one of " + choices(wanted);
        }
        if (wanted == Integer.class || wanted == Long.class || wanted == int.class || wanted == long.class) {
            return found.isIntegralNumber() ? what + " is too large" : what + " is not a whole number";
        }
        if (wanted == Boolean.class) {
            return what + " is not true or false";
        }
        if (wanted == String.class) {
            return what + " is not a text";
        }
        if (Collection.class.isAssignableFrom(wanted)) {
            return what + " is not a list";
        }
        return found.isObject() ? what + " cannot be read" : what + " is not an object";
    }

    static String describe(JsonNode found) {
        if (found.isArray()) {
            return "a list";
        }
        if (found.isObject()) {
            return "an object";
        }
        var text = found.toString();
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }

    private static String choices(Class<?> wanted) {
        return Arrays.stream(wanted.getFields())
                .filter(java.lang.reflect.Field::isEnumConstant)
                .map(constant -> {
                    var name = constant.getAnnotation(JsonProperty.class);
                    return name == null ? constant.getName() : name.value();
                })
                .collect(Collectors.joining(", "));
    }
}

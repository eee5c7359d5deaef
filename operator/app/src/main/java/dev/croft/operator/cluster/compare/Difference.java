package dev.croft.operator.cluster.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a live object lacks of a wanted one. What the live object has besides (defaults of the API server, fields
 * of other managers) is no difference.
 */
public final class Difference {

    /** The fields by which the API server tells the items of a list apart, most telling first. */
    private static final List<Set<String>> MERGE_KEYS = List.of(
            Set.of("containerPort", "protocol"),
            // By its target a port of a core Service is told from one of a NetworkPolicy, whose list is one value.
            Set.of("port", "protocol", "targetPort"),
            Set.of("uid"),
            Set.of("topologyKey", "whenUnsatisfiable"),
            Set.of("mountPath"),
            Set.of("name"));

    private static final Map<String, String> MERGE_KEY_DEFAULTS = Map.of("protocol", "TCP");

    // Each is one value to the API server: whoever adds a label to it selects something else.
    private static final Set<String> SELECTORS =
            Set.of("selector", "podSelector", "namespaceSelector", "labelSelector");

    private static final Set<String> QUANTITIES = Set.of(".resources.", ".emptyDir.sizeLimit");

    private Difference() {}

    /** The path of the first wanted field that is missing or different, or nothing if there is none. */
    public static Optional<String> first(JsonNode wanted, JsonNode live) {
        return compare("", wanted, live);
    }

    private static Optional<String> compare(String path, JsonNode wanted, JsonNode live) {
        if (live.isMissingNode()) {
            return isEmpty(wanted) ? Optional.empty() : Optional.of(path);
        }
        if (wanted.isObject()) {
            return compareObjects(path, wanted, live);
        }
        if (wanted.isArray()) {
            return compareLists(path, wanted, live);
        }
        return sameScalar(path, wanted, live) ? Optional.empty() : Optional.of(path);
    }

    // The API server leaves out what says nothing: a 0, an empty text, a false.
    private static boolean isEmpty(JsonNode wanted) {
        return switch (wanted.getNodeType()) {
            case NULL -> true;
            case STRING -> wanted.textValue().isEmpty();
            case BOOLEAN -> !wanted.booleanValue();
            case NUMBER -> wanted.doubleValue() == 0;
            default -> false;
        };
    }

    private static Optional<String> compareObjects(String path, JsonNode wanted, JsonNode live) {
        var missing = compareFields(path, wanted, live);
        return missing.isEmpty() && SELECTORS.contains(path.substring(path.lastIndexOf('.') + 1))
                ? added(path, wanted, live)
                : missing;
    }

    private static Optional<String> added(String path, JsonNode wanted, JsonNode live) {
        return live.properties().stream()
                .flatMap(field -> {
                    var inner = path + "." + field.getKey();
                    var counterpart = wanted.path(field.getKey());
                    return (counterpart.isMissingNode()
                                    ? Optional.of(inner)
                                    : added(inner, counterpart, field.getValue()))
                            .stream();
                })
                .findFirst();
    }

    private static Optional<String> compareFields(String path, JsonNode wanted, JsonNode live) {
        return wanted.properties().stream()
                .flatMap(field ->
                        compare(path + "." + field.getKey(), field.getValue(), live.path(field.getKey())).stream())
                .findFirst();
    }

    private static Optional<String> compareLists(String path, JsonNode wanted, JsonNode live) {
        boolean keyed = isKeyed(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            var item = wanted.get(i);
            var key = keyed ? mergeKey(item) : Optional.<Set<String>>empty();
            // A list without keys belongs to one manager as a whole: it must be equal in length and order.
            if (key.isEmpty() && live.size() != wanted.size()) {
                return Optional.of(path);
            }
            var counterpart = key.isEmpty() ? live.path(i) : find(key.get(), item, live);
            var difference = compare(path + "[" + i + "]", item, counterpart);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    // The headers of a probe have names, and yet two may have the same: only as one value can such a list be compared.
    private static boolean isKeyed(JsonNode wanted) {
        Set<String> keys = new HashSet<>();
        for (JsonNode item : wanted) {
            if (mergeKey(item).isPresent() && !keys.add(keyOf(item))) {
                return false;
            }
        }
        return true;
    }

    /** What tells an item of a list apart from the others, as one text. */
    static String keyOf(JsonNode item) {
        return mergeKey(item).orElseThrow().stream()
                .sorted()
                .map(field -> field + "=" + value(item, field))
                .toList()
                .toString();
    }

    /** The fields that tell the items of a list like this one apart; empty for a list that is one value as a whole. */
    static Optional<Set<String>> mergeKey(JsonNode item) {
        return MERGE_KEYS.stream()
                .filter(key -> key.stream().allMatch(field -> item.has(field) || MERGE_KEY_DEFAULTS.containsKey(field)))
                .findFirst();
    }

    private static JsonNode find(Set<String> key, JsonNode item, JsonNode live) {
        for (JsonNode candidate : live) {
            if (key.stream().allMatch(field -> value(item, field).equals(value(candidate, field)))) {
                return candidate;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static String value(JsonNode item, String field) {
        return item.has(field) ? item.get(field).asText() : MERGE_KEY_DEFAULTS.getOrDefault(field, "");
    }

    private static boolean sameScalar(String path, JsonNode wanted, JsonNode live) {
        return wanted.asText().equals(live.asText())
                || (QUANTITIES.stream().anyMatch(path::contains) && sameQuantity(wanted.asText(), live.asText()));
    }

    // The API server stores 1000m as 1, and rounds up to thousandths. Elsewhere, in a variable or an annotation, these
    // are
    // two texts.
    private static boolean sameQuantity(String wanted, String live) {
        try {
            return thousandths(wanted).compareTo(thousandths(live)) == 0;
        } catch (IllegalArgumentException | ArithmeticException notAQuantity) {
            return false;
        }
    }

    private static BigDecimal thousandths(String quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity)).setScale(3, RoundingMode.CEILING);
    }
}

package dev.croft.operator.cluster.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.croft.operator.cluster.watch.ManagedFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what a {@code create} left behind into what an apply can take back.
 *
 * <p>An object made by {@code create} has its fields booked under the operation Update. A later apply books the same
 * fields again under Apply, and leaving one out then frees only the second booking: the field stays. So before the
 * first apply that leaves a field out, the first booking is turned into the second, or struck out where a second
 * exists.
 */
final class HandOver {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private HandOver() {}

    /** The JSON patch that must come before applying {@code wanted}, if one must. */
    static Optional<String> before(JsonNode wanted, HasMetadata live) {
        return ManagedFields.own(live, "Update")
                .filter(created -> created.fields() != null && losesField(created.fields(), wanted))
                .map(created -> patch(
                        created.position(), ManagedFields.own(live, "Apply").isPresent(), live));
    }

    private static String patch(int position, boolean appliedBefore, HasMetadata live) {
        var entry = "/metadata/managedFields/" + position;
        ArrayNode patch = MAPPER.createArrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/uid")
                .put("value", live.getMetadata().getUid());
        patch.addObject().put("op", "test").put("path", entry + "/manager").put("value", ManagedFields.CROFT);
        patch.addObject().put("op", "test").put("path", entry + "/operation").put("value", "Update");
        if (appliedBefore) {
            patch.addObject().put("op", "remove").put("path", entry);
        } else {
            patch.addObject()
                    .put("op", "replace")
                    .put("path", entry + "/operation")
                    .put("value", "Apply");
        }
        return patch.toString();
    }

    private static boolean losesField(JsonNode owned, JsonNode wanted) {
        for (Map.Entry<String, JsonNode> field : owned.properties()) {
            if (!".".equals(field.getKey()) && losesField(field.getKey(), field.getValue(), wanted)) {
                return true;
            }
        }
        return false;
    }

    // Keys of fieldsV1: "f:name" a field, "k:{..}" the list item with these key fields, "v:value" an item of a set.
    private static boolean losesField(String key, JsonNode below, JsonNode wanted) {
        var name = key.substring(2);
        return switch (key.charAt(0)) {
            case 'f' -> !wanted.has(name) || losesField(below, wanted.get(name));
            case 'k' ->
                item(parse(name), wanted).map(item -> losesField(below, item)).orElse(true);
            case 'v' -> !contains(wanted, parse(name));
            default -> false;
        };
    }

    private static Optional<JsonNode> item(JsonNode keys, JsonNode list) {
        for (JsonNode item : list) {
            // A key field that is not sent (protocol TCP) was filled in by the API server.
            if (keys.properties().stream()
                    .allMatch(field -> !item.has(field.getKey())
                            || item.get(field.getKey())
                                    .asText()
                                    .equals(field.getValue().asText()))) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode item : list) {
            if (item.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("The API server writes valid keys", e);
        }
    }
}

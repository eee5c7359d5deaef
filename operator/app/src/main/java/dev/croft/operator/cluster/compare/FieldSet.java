package dev.croft.operator.cluster.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.croft.operator.naming.Annotations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields that an object was given, as a text that is short enough for an annotation. The API server books defaults
 * that it filled in under the name of whoever created the object, so its own books cannot tell what was asked for.
 *
 * <p>Each field is kept as 24 bits of a hash: two of a hundred fields meet by chance once in some thousand objects, and
 * then one field that the spec no longer has stays until the object's next change.
 */
public final class FieldSet {

    private static final int BYTES = 3;
    private static final int MASK = (1 << (8 * BYTES)) - 1;

    private FieldSet() {}

    /** The fields of a tree; values do not count. */
    public static String of(JsonNode tree) {
        Set<Integer> hashes = new TreeSet<>();
        collect("", tree, hashes);
        var bytes = new byte[hashes.size() * BYTES];
        int position = 0;
        for (int hash : hashes) {
            for (int shift = 8 * (BYTES - 1); shift >= 0; shift -= 8) {
                bytes[position++] = (byte) (hash >> shift);
            }
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a field of an earlier set is, or may be, missing in a later one. */
    static boolean loses(String before, String now) {
        return decode(before)
                .map(fields -> !decode(now).orElseThrow().containsAll(fields))
                // Somebody wrote something else into the annotation, or took it away: any field may have been given.
                .orElse(true);
    }

    /** Whether a live object was given this field of its spec when Croft last wrote it, and not by the API server. */
    public static boolean hasInSpec(HasMetadata live, String field) {
        var wanted = JsonNodeFactory.instance.objectNode();
        wanted.withObject("/spec").put(field, "");
        return Optional.ofNullable(live.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.FIELDS))
                .flatMap(FieldSet::decode)
                .filter(given -> given.containsAll(decode(of(wanted)).orElseThrow()))
                .isPresent();
    }

    /** The value of a field of a live object's spec, if Croft gave it one and not the API server. */
    public static Optional<String> givenInSpec(HasMetadata live, String field, @Nullable String value) {
        return Optional.ofNullable(value).filter(given -> hasInSpec(live, field));
    }

    /** Whether a live object may have been given this field of its spec; somebody may have spoilt what tells so. */
    public static boolean mayHaveInSpec(HasMetadata live, String field) {
        return hasInSpec(live, field)
                || Optional.ofNullable(live.getMetadata().getAnnotations())
                        .map(annotations -> annotations.get(Annotations.FIELDS))
                        .flatMap(FieldSet::decode)
                        .isEmpty();
    }

    private static void collect(String path, JsonNode node, Set<Integer> hashes) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(field -> collect(path + "." + field.getKey(), field.getValue(), hashes));
        } else if (node.isArray()
                && !node.isEmpty()
                && Difference.mergeKey(node.get(0)).isPresent()) {
            node.forEach(item -> collect(path + Difference.keyOf(item), item, hashes));
        } else {
            int hash = path.hashCode();
            hashes.add((hash ^ (hash >>> 24)) & MASK);
        }
    }

    private static Optional<Set<Integer>> decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
        if (bytes.length == 0 || bytes.length % BYTES != 0) {
            return Optional.empty();
        }
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < bytes.length; i += BYTES) {
            int hash = 0;
            for (int j = 0; j < BYTES; j++) {
                hash = (hash << 8) | (bytes[i + j] & 0xFF);
            }
            hashes.add(hash);
        }
        return Optional.of(hashes);
    }
}

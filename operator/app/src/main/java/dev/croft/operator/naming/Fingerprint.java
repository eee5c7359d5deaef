package dev.croft.operator.naming;

import io.fabric8.kubernetes.api.model.AnyType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A short name for a value: equal values have equal fingerprints, in every version of Croft.
 *
 * <p>What is null or empty does not count. A field that a later version adds to the API therefore leaves the
 * fingerprint of every existing spec as it was, and an upgrade restarts nothing.
 */
public final class Fingerprint {

    private static final int HEX_DIGITS = 16;

    private Fingerprint() {}

    /** Sixteen lower-case hexadecimal digits for records, maps, collections and plain values of any depth. */
    public static String of(@Nullable Object value) {
        return ofText(render(value));
    }

    /** Sixteen lower-case hexadecimal digits for a text as it is. */
    public static String ofText(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String render(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Optional<?> optional -> render(optional.orElse(null));
            case Record record -> renderEntries(components(record));
            case Map<?, ?> map -> renderEntries(sorted(map));
            case Collection<?> items ->
                items.isEmpty()
                        ? ""
                        : items.stream().map(Fingerprint::render).collect(Collectors.joining(",", "[", "]"));
            // By what it holds: how the library prints the holder may change with any release of it.
            case AnyType either -> render(either.getValue());
            default -> quote(value.toString());
        };
    }

    private static String renderEntries(Map<String, String> entries) {
        List<String> rendered = new ArrayList<>();
        entries.forEach((key, value) -> {
            if (!value.isEmpty()) {
                rendered.add(quote(key) + "=" + value);
            }
        });
        return rendered.isEmpty() ? "" : String.join(",", rendered).transform(text -> "{" + text + "}");
    }

    private static Map<String, String> sorted(Map<?, ?> map) {
        Map<String, String> entries = new TreeMap<>();
        map.forEach((key, value) -> entries.put(String.valueOf(key), render(value)));
        return entries;
    }

    private static Map<String, String> components(Record record) {
        Map<String, String> entries = new TreeMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                entries.put(component.getName(), render(component.getAccessor().invoke(record)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Accessors of a public record can be called", e);
            }
        }
        return entries;
    }

    // Quoted, so that no value can look like the end of one entry and the start of another.
    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package dev.croft.operator.sources;

import dev.croft.init.Template;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is kept of the content of a Secret or ConfigMap: names, and no value.
 *
 * @param keys the keys in it
 * @param placeholders for each key the variables that its value names, if it is taken for a template
 */
public record SourceNames(Set<String> keys, Map<String, Set<String>> placeholders) {

    /** Those of a content. */
    public static SourceNames of(Map<String, String> content) {
        return new SourceNames(
                Set.copyOf(content.keySet()),
                content.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> new Template(entry.getValue()).names())));
    }
}

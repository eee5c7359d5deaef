package dev.croft.operator.outcome;

import dev.croft.operator.naming.ConfigSource;
import java.util.List;

/**
 * What the Secrets and ConfigMaps of a Service look like right now.
 *
 * @param missing required sources that do not exist, in order of name
 * @param missingKeys required keys that an existing source lacks, each as {@code Secret/name: key}
 * @param versions all existing sources as {@code kind/name@resourceVersion+key}, in order, with the keys that are required
 * @param hash fingerprint of their content; metadata does not count
 */
public record Sources(List<ConfigSource> missing, List<String> missingKeys, String versions, String hash) {

    public static final Sources NONE = new Sources(List.of(), List.of(), "", "");

    public boolean isComplete() {
        return missing.isEmpty() && missingKeys.isEmpty();
    }
}

package dev.croft.operator.sources;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the Secrets and ConfigMaps of a Service look like right now.
 *
 * @param missing required sources that do not exist, in order of name
 * @param missingKeys required keys that an existing source lacks, each as {@code Secret/name: key}
 * @param unlistedKinds kinds of which it is not known yet what exists, in order; nothing else is told then
 * @param versions all existing sources as {@code kind/name@resourceVersion+key}, in order, with the keys that are required;
 *     then a semicolon and {@link #overridden()}, if there are any
 * @param hash fingerprint of their content; metadata does not count
 * @param badTemplates files that name what is no variable, each with those names; told only where nothing is missing
 */
public record Sources(
        List<ConfigSource> missing,
        List<String> missingKeys,
        List<String> unlistedKinds,
        String versions,
        String hash,
        List<String> badTemplates) {

    private static final char END = ';';

    public static final Sources NONE = new Sources(List.of(), List.of(), "", "");

    /** Sources whose kinds are known. */
    public Sources(List<ConfigSource> missing, List<String> missingKeys, String versions, String hash) {
        this(missing, missingKeys, List.of(), versions, hash, List.of());
    }

    /** Nothing can be told before these kinds are known. */
    public static Sources unlisted(List<String> kinds) {
        return new Sources(List.of(), List.of(), kinds, "", "", List.of());
    }

    /** What a versions text says, with the overridden variables at its end. */
    public static String withOverridden(String versions, Collection<String> overridden) {
        return overridden.isEmpty() ? versions : versions + END + String.join(",", overridden);
    }

    /** The part of a versions text that tells what was asked of which sources. */
    public static String asked(String versions) {
        int end = versions.indexOf(END);
        return end < 0 ? versions : versions.substring(0, end);
    }

    /** The variables of the Project that a source of the Service sets as well, in order. */
    public List<String> overridden() {
        int end = versions.indexOf(END);
        return end < 0
                ? List.of()
                : Stream.of(versions.substring(end + 1).split(",")).toList();
    }

    public boolean isComplete() {
        return missing.isEmpty() && missingKeys.isEmpty() && unlistedKinds.isEmpty() && badTemplates.isEmpty();
    }
}

package dev.croft.operator.cluster.watch;

import dev.croft.operator.naming.Fingerprint;
import dev.croft.operator.sources.ConfigSource;
import dev.croft.operator.sources.SourceNames;
import dev.croft.operator.sources.SourceQuestion;
import dev.croft.operator.sources.Sources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells whether the content of Secrets and ConfigMaps changed, reading each of them once per resource version. What it
 * keeps of the content is a fingerprint and names.
 */
public final class SourceReader {

    private record Content(String uid, String version, String hash, SourceNames names) {}

    private final KubernetesClient client;
    private final Caches caches;
    private final Queue queue;
    private final Map<String, Content> read = new ConcurrentHashMap<>();

    /** Where a request waits for its turn, as every other request of a pass does. */
    @FunctionalInterface
    public interface Queue {
        <T> T pass(Supplier<T> request);
    }

    public SourceReader(KubernetesClient client, Caches caches, Queue queue) {
        this.client = client;
        this.caches = caches;
        this.queue = queue;
    }

    /**
     * Looks at sources of one namespace.
     *
     * @param knownVersions what {@link Sources#versions()} was when {@code knownHash} was taken; empty if never. If it
     *     still holds nothing is read, which is why a restart reads nothing.
     */
    public Sources look(String namespace, SourceQuestion question, String knownVersions, String knownHash) {
        Map<String, ConfigSource> present = new TreeMap<>();
        Map<String, String> versions = new TreeMap<>();
        List<ConfigSource> missing = new ArrayList<>();
        Set<String> unlisted = new TreeSet<>();
        for (ConfigSource source : question.sources()) {
            if (!caches.knowsSources(source.kind(), namespace)) {
                unlisted.add(source.kind());
            }
        }
        if (!unlisted.isEmpty()) {
            return Sources.unlisted(List.copyOf(unlisted));
        }
        for (ConfigSource source : question.sources()) {
            var metadata = caches.sources(source.kind()).get(namespace, source.name());
            if (metadata.isPresent()) {
                present.put(source.id(), source);
                versions.put(source.id(), metadata.get().getMetadata().getResourceVersion());
            } else if (!source.optional()) {
                missing.add(source);
            }
        }
        if (missing.isEmpty() && render(versions, present, question).equals(Sources.asked(knownVersions))) {
            return new Sources(List.of(), List.of(), knownVersions, knownHash);
        }
        Map<String, String> hashes = new HashMap<>();
        Map<String, SourceNames> names = new HashMap<>();
        List<String> missingKeys = new ArrayList<>();
        present.forEach((id, source) -> content(namespace, source)
                .ifPresentOrElse(
                        content -> {
                            hashes.put(id, content.hash());
                            names.put(id, content.names());
                            versions.put(id, content.version());
                            source.keys().stream()
                                    .filter(key -> !content.names().keys().contains(key))
                                    .sorted()
                                    .forEach(key -> missingKeys.add(id + ": " + key));
                        },
                        () -> missing.add(source)));
        // The same for "none any more" as for "never any", or giving up the last source would restart pods twice.
        var hash = hashes.isEmpty() ? "" : Fingerprint.of(hashes);
        return new Sources(
                List.copyOf(missing),
                List.copyOf(missingKeys),
                List.of(),
                Sources.withOverridden(
                        render(versions, present, question),
                        question.overrides().in(names)),
                hash,
                missing.isEmpty() && missingKeys.isEmpty()
                        ? question.templates().unknown(names)
                        : List.of());
    }

    // With the keys, so that a key which a spec names anew is looked for although its source did not change; and with
    // all that decides what is asked of contents.
    private static String render(
            Map<String, String> versions, Map<String, ConfigSource> present, SourceQuestion question) {
        var sources = present.values().stream()
                .map(source -> source.id() + "@" + versions.get(source.id())
                        + source.keys().stream().sorted().map(key -> "+" + key).collect(Collectors.joining()));
        return Stream.concat(sources, Stream.of(question.fingerprint()).filter(text -> !text.isEmpty()))
                .collect(Collectors.joining(","));
    }

    private Optional<Content> content(String namespace, ConfigSource source) {
        var key = key(source.kind(), namespace, source.name());
        var present = caches.sources(source.kind()).get(namespace, source.name());
        if (present.isEmpty()) {
            // It went since this look began, for example while another source was read.
            return Optional.empty();
        }
        var metadata = present.get().getMetadata();
        // All that read a source look at once when it changes: one of them asks, and the others wait for the answer.
        return Optional.ofNullable(read.compute(
                key,
                (same, known) -> known != null
                                && known.uid().equals(metadata.getUid())
                                && known.version().equals(metadata.getResourceVersion())
                        ? known
                        : fetch(namespace, source).orElse(null)));
    }

    /** Takes note that a source is gone. */
    void forget(String kind, HasMetadata source) {
        read.remove(key(
                kind, source.getMetadata().getNamespace(), source.getMetadata().getName()));
    }

    private static String key(String kind, String namespace, String name) {
        return kind + " " + namespace + "/" + name;
    }

    private Optional<Content> fetch(String namespace, ConfigSource source) {
        if ("Secret".equals(source.kind())) {
            var secret = queue.pass(client.secrets().inNamespace(namespace).withName(source.name())::get);
            return Optional.ofNullable(secret)
                    .map(found -> content(found, orEmpty(found.getData()), decoded(found.getData())));
        }
        var map = queue.pass(client.configMaps().inNamespace(namespace).withName(source.name())::get);
        return Optional.ofNullable(map)
                .map(found -> content(
                        found,
                        together(orEmpty(found.getData()), orEmpty(found.getBinaryData())),
                        together(orEmpty(found.getData()), decoded(found.getBinaryData()))));
    }

    private static Content content(HasMetadata source, Map<String, String> entries, Map<String, String> texts) {
        // Never empty, so that a source that exists without content differs from none at all.
        var hash = Fingerprint.ofText(source.getKind() + Fingerprint.of(entries));
        return new Content(
                source.getMetadata().getUid(), source.getMetadata().getResourceVersion(), hash, SourceNames.of(texts));
    }

    private static Map<String, String> together(Map<String, String> one, Map<String, String> other) {
        Map<String, String> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }

    // In a text that is none, names are found as well as in any other.
    private static Map<String, String> decoded(Map<String, String> data) {
        return orEmpty(data).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new String(Base64.getDecoder().decode(entry.getValue()), StandardCharsets.UTF_8)));
    }

    private static Map<String, String> orEmpty(Map<String, String> data) {
        return data == null ? Map.of() : data;
    }
}

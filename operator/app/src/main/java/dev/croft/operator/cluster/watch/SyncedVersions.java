package dev.croft.operator.cluster.watch;

import dev.croft.operator.naming.Annotations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Up to which version of the store each watch of Croft's own kinds has come, and whether whoever wrote an object had seen
 * more of them. Changes when plans depend on one kind more.
 *
 * <p>Versions are compared as numbers, which the API server promises to those who compare versions of one resource in one
 * store.
 */
public final class SyncedVersions {

    private static final Pattern MARK = Pattern.compile("(?<resource>[a-z.]{1,100})=(?<version>\\d{1,18})");

    private final Map<Freshness.Collection, Long> seen = new ConcurrentHashMap<>();

    /**
     * From now on it counts how far this kind has been seen.
     *
     * @param namespace empty where one watch serves all namespaces
     */
    public void expect(Class<? extends HasMetadata> kind, String namespace) {
        seen.putIfAbsent(new Freshness.Collection(HasMetadata.getFullResourceName(kind), namespace), 0L);
    }

    /** All that happened to the collection until then has been told. */
    void reached(Freshness.Collection collection, long version) {
        seen.computeIfPresent(collection, (known, before) -> Math.max(before, version));
    }

    /** A watch told of this resource, that it is or that it is no more. */
    void told(HasMetadata resource) {
        var name = HasMetadata.getFullResourceName(resource.getClass());
        seen.computeIfPresent(
                collection(name, resource.getMetadata().getNamespace()),
                (known, before) -> Math.max(before, version(resource)));
    }

    /** What this replica has seen of the kinds that plans in a namespace depend on; empty before it has seen any. */
    public String mark(String namespace) {
        return seen.entrySet().stream()
                .filter(entry -> entry.getKey().equals(collection(entry.getKey().resource(), namespace)))
                .map(entry -> entry.getKey().resource() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /**
     * Whether an object was written by somebody who had seen more than this replica has. A mark that claims to know of
     * a time after the object was written is not believed: it comes from another store, or from a forger.
     */
    boolean isBehind(HasMetadata object) {
        var mark = Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.SEEN));
        if (mark.isEmpty()) {
            return false;
        }
        long written = version(object);
        var namespace = object.getMetadata().getNamespace();
        return MARK.matcher(mark.get()).results().anyMatch(part -> {
            long version = Long.parseLong(part.group("version"));
            var known = seen.get(collection(part.group("resource"), namespace));
            return known != null && version > known && version < written;
        });
    }

    private Freshness.Collection collection(String resource, String namespace) {
        var everywhere = new Freshness.Collection(resource, "");
        return seen.containsKey(everywhere) ? everywhere : new Freshness.Collection(resource, namespace);
    }

    private static long version(HasMetadata object) {
        return Long.parseUnsignedLong(object.getMetadata().getResourceVersion());
    }
}

package dev.croft.operator.cluster.watch;

import dev.croft.operator.naming.Annotations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Up to which version of the store each watch of Croft's own kinds has come, and whether whoever wrote an object had seen
 * more of them. Changes when plans depend on one kind more.
 *
 * <p>Versions are compared as numbers, which the API server promises to those who compare versions of one resource in one
 * store.
 */
public final class SyncedVersions {

    private static final Pattern MARK = Pattern.compile("(?<resource>[a-z.]{1,100})=(?<version>\\d{1,18})");

    /**
     * How far one collection has been seen.
     *
     * @param complete all that happened until this version has been told
     * @param newest the version of the newest event that was told, so that whoever follows the collection gets to know it soon
     * @param listing whether a list is being told: in order of names, so that the newest says nothing of the rest
     */
    private record Progress(long complete, long newest, boolean listing) {

        Progress told(long version) {
            return new Progress(listing ? complete : Math.max(complete, version), Math.max(newest, version), listing);
        }

        // A version of a time that the store has not come to again says nothing of this time: all is unknown until the
        // next list. One that was listed since then is earlier.
        Progress asOf(long now) {
            return Math.max(complete, newest) < now ? this : new Progress(0, 0, listing);
        }

        // A list may come from a store that was put back to an older state.
        Progress opened(long version) {
            return listing
                    ? new Progress(version, Math.min(newest, version), false)
                    : new Progress(Math.max(complete, version), newest, false);
        }
    }

    private final Map<Freshness.Collection, Progress> all = new ConcurrentHashMap<>();
    private final Set<String> disproved = ConcurrentHashMap.newKeySet();

    /**
     * From now on it counts how far this kind has been seen.
     *
     * @param namespace empty where one watch serves all namespaces
     */
    public void expect(Class<? extends HasMetadata> kind, String namespace) {
        all.putIfAbsent(
                new Freshness.Collection(HasMetadata.getFullResourceName(kind), namespace), new Progress(0, 0, false));
    }

    /** A list was answered, which will be told now; after that a watch is opened. */
    void listed(Freshness.Collection collection) {
        all.computeIfPresent(collection, (known, before) -> new Progress(before.complete(), before.newest(), true));
    }

    /** A watch was opened for what happens after this version; all before has been told. */
    void opened(Freshness.Collection collection, long version) {
        all.computeIfPresent(collection, (known, before) -> before.opened(version));
    }

    /** A list or a watch told of this resource, that it is or that it is no more. */
    void told(HasMetadata resource) {
        var name = HasMetadata.getFullResourceName(resource.getClass());
        all.computeIfPresent(
                collection(name, resource.getMetadata().getNamespace()),
                (known, before) -> before.told(version(resource)));
    }

    /** What this replica has seen of the kinds that plans in a namespace depend on; empty before it has seen any. */
    public String mark(String namespace) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().equals(collection(entry.getKey().resource(), namespace)))
                .map(entry -> entry.getKey().resource() + "=" + entry.getValue().newest())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /**
     * Whether an object was written by somebody who had seen more than this replica has. A mark that claims to know of
     * a time after the object was written is not believed: it comes from another store, or from a forger.
     */
    boolean isBehind(HasMetadata object) {
        long written = version(object);
        var namespace = object.getMetadata().getNamespace();
        return !isDisproved(object)
                && versions(object).anyMatch(part -> {
                    long version = Long.parseLong(part.group("version"));
                    var known = all.get(collection(part.group("resource"), namespace));
                    return known != null && version > known.complete() && version < written;
                });
    }

    /**
     * This replica's own write was answered. A mark of a later time than the object's own shows that the store was put back
     * to an older state: what was told of that time counts no more, nor does that mark on any object.
     */
    public void answered(HasMetadata written) {
        long now = version(written);
        if (versions(written).anyMatch(part -> Long.parseLong(part.group("version")) >= now)) {
            disproved.add(mark(written));
            all.replaceAll((collection, progress) -> progress.asOf(now));
        } else {
            // The same numbers may come again, and mean something then.
            disproved.remove(mark(written));
        }
    }

    /**
     * Whether an object carries a mark that an {@linkplain #answered answer} has shown to be of a time before the store was put
     * back. Once the object's own version has passed it, others would believe it.
     */
    public boolean isDisproved(HasMetadata object) {
        return disproved.contains(mark(object));
    }

    private static Stream<MatchResult> versions(HasMetadata object) {
        return MARK.matcher(mark(object)).results();
    }

    private static String mark(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.SEEN))
                .orElse("");
    }

    private Freshness.Collection collection(String resource, String namespace) {
        var everywhere = new Freshness.Collection(resource, "");
        return all.containsKey(everywhere) ? everywhere : new Freshness.Collection(resource, namespace);
    }

    private static long version(HasMetadata object) {
        return Long.parseUnsignedLong(object.getMetadata().getResourceVersion());
    }
}

package dev.croft.operator.cluster.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one kind as Croft knows them: what the watch showed, overlaid by the answers to Croft's own writes.
 *
 * <p>The overlay of an object lasts until the watch has caught up with it, or for 30 s and longer while the watch says nothing
 * more of the object: it may be blind. Resource versions are compared within that window only: once a cluster's store was
 * rolled back they are no clock, and the watch then shows every object again.
 */
public final class Shelf<T extends HasMetadata> {

    private static final Duration OVERLAY_LIFETIME = Duration.ofSeconds(30);

    /** @param outshown whether the watch has said anything of the object since */
    private record Overlay<T>(T object, boolean deleted, long since, boolean outshown) {}

    private final Function<T, Set<String>> indexer;
    private final Consumer<T> toldOf;
    private final LongSupplier nanoTime;
    private final Map<String, T> seen = new ConcurrentHashMap<>();
    private final Map<String, Overlay<T>> written = new ConcurrentHashMap<>();
    private final Lately missed;
    private final Lately missedUnder;
    private final Lately gone;
    private final Map<String, Set<String>> index = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> indexedUnder = new ConcurrentHashMap<>();

    /**
     * @param indexer the words under which an object can be found besides its name
     * @param nanoTime a monotonic clock
     */
    public Shelf(Function<T, Set<String>> indexer, LongSupplier nanoTime) {
        this(indexer, object -> {}, nanoTime);
    }

    /** @param toldOf hears of each object that the watch tells of, that it is or that it is no more */
    Shelf(Function<T, Set<String>> indexer, Consumer<T> toldOf, LongSupplier nanoTime) {
        this.indexer = indexer;
        this.toldOf = toldOf;
        this.nanoTime = nanoTime;
        this.missed = new Lately(nanoTime);
        this.missedUnder = new Lately(nanoTime);
        this.gone = new Lately(nanoTime);
    }

    /** The object of that name, the newer of seen and written. */
    public Optional<T> get(String namespace, String name) {
        return view(Cache.namespaceKeyFunc(namespace, name));
    }

    /** All objects that the indexer files under a word. */
    public List<T> under(String word) {
        List<T> found = new ArrayList<>();
        for (String key : index.getOrDefault(word, Set.of())) {
            view(key).filter(object -> indexer.apply(object).contains(word)).ifPresent(found::add);
        }
        return found;
    }

    public Stream<T> all() {
        return Stream.concat(seen.keySet().stream(), written.keySet().stream())
                .distinct()
                .flatMap(key -> view(key).stream());
    }

    /**
     * How long ago an object of that name went without Croft having deleted it; empty if none did within the last minute.
     * Somebody deleted it, or its owner went and took it along.
     */
    public Optional<Duration> lastMissed(String namespace, String name) {
        return missed.since(Cache.namespaceKeyFunc(namespace, name));
    }

    /** The same of any object that the indexer filed under a word. */
    public Optional<Duration> lastMissedUnder(String word) {
        return missedUnder.since(word);
    }

    /** How long it goes on being believed of something filed under a word what only the answer to a write has told so far. */
    public Optional<Duration> believedUnder(String word) {
        long now = nanoTime.getAsLong();
        return index.getOrDefault(word, Set.of()).stream()
                .filter(key -> view(key).isPresent())
                .flatMap(key -> Stream.ofNullable(written.get(key))
                        .filter(overlay -> overlay.outshown() || !seen.containsKey(key)))
                .map(overlay -> OVERLAY_LIFETIME.minusNanos(now - overlay.since()))
                .min(Comparator.naturalOrder());
    }

    /** Takes the answer to a write: from now on nobody reads something older. */
    public void wrote(T answer) {
        overlay(answer, false);
    }

    /**
     * Takes the answer to a question: the object is there, although the watch may have shown it go, as it does when its label is
     * lost.
     *
     * @param asked how long ago that was; what the watch has shown since is newer
     */
    public synchronized void found(T answer, Duration asked) {
        var uid = answer.getMetadata().getUid();
        if (gone.since(uid).filter(ago -> ago.compareTo(asked) < 0).isEmpty()) {
            gone.forget(uid);
            overlay(answer, false);
        }
    }

    /** Takes note that a delete of this very object was accepted. */
    public void deleted(T gone) {
        overlay(gone, true);
    }

    /** Takes what a watch shows. */
    public synchronized void show(T object) {
        var key = Cache.metaNamespaceKeyFunc(object);
        seen.put(key, object);
        written.computeIfPresent(
                key, (same, overlay) -> new Overlay<>(overlay.object(), overlay.deleted(), overlay.since(), true));
        missed.forget(key);
        gone.forget(object.getMetadata().getUid());
        reindex(key);
        toldOf.accept(object);
    }

    /** Takes from a watch that an object is gone. */
    public synchronized void hide(T object) {
        drop(Cache.metaNamespaceKeyFunc(object));
        toldOf.accept(object);
    }

    private synchronized void overlay(T object, boolean deleted) {
        if (gone.since(object.getMetadata().getUid()).isPresent()) {
            // The watch was faster than the answer.
            return;
        }
        var key = Cache.metaNamespaceKeyFunc(object);
        written.put(key, new Overlay<>(object, deleted, nanoTime.getAsLong(), false));
        reindex(key);
    }

    private synchronized void drop(String key) {
        var last = seen.get(key);
        var overlay = written.get(key);
        if (last != null) {
            gone.note(last.getMetadata().getUid());
            // First: whoever finds it absent must find it missed as well.
            if (overlay == null || !overlay.deleted()) {
                missed.note(key);
                indexer.apply(last).forEach(missedUnder::note);
            }
        }
        seen.remove(key);
        // A delete that the watch reports is news about our write, unless it speaks of an earlier object of that name.
        if (overlay != null && (last == null || sameObject(last, overlay.object()))) {
            written.remove(key);
        }
        reindex(key);
    }

    private Optional<T> view(String key) {
        var shown = seen.get(key);
        var overlay = written.get(key);
        if (overlay == null) {
            return Optional.ofNullable(shown);
        }
        boolean expired = (shown == null || overlay.outshown())
                && nanoTime.getAsLong() - overlay.since() > OVERLAY_LIFETIME.toNanos();
        if (expired || caughtUp(shown, overlay)) {
            written.remove(key, overlay);
            return Optional.ofNullable(shown);
        }
        return overlay.deleted() ? Optional.empty() : Optional.of(overlay.object());
    }

    private static <T extends HasMetadata> boolean caughtUp(@Nullable T shown, Overlay<T> overlay) {
        if (shown == null) {
            return false;
        }
        if (overlay.deleted()) {
            return !sameObject(shown, overlay.object());
        }
        return version(shown) >= version(overlay.object());
    }

    private static boolean sameObject(HasMetadata one, HasMetadata other) {
        return one.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    private static long version(HasMetadata object) {
        return Long.parseUnsignedLong(object.getMetadata().getResourceVersion());
    }

    private void reindex(String key) {
        var words = words(key);
        var before = indexedUnder.getOrDefault(key, Set.of());
        before.stream().filter(word -> !words.contains(word)).forEach(word -> unfile(word, key));
        words.forEach(word ->
                index.computeIfAbsent(word, w -> ConcurrentHashMap.newKeySet()).add(key));
        if (words.isEmpty()) {
            indexedUnder.remove(key);
        } else {
            indexedUnder.put(key, words);
        }
    }

    // Under those of the overlay and of what lies below it, which may come to light again without an event.
    private Set<String> words(String key) {
        Set<String> words = new HashSet<>();
        var shown = seen.get(key);
        if (shown != null) {
            words.addAll(indexer.apply(shown));
        }
        var overlay = written.get(key);
        if (overlay != null) {
            words.addAll(indexer.apply(overlay.object()));
        }
        return words;
    }

    private void unfile(String word, String key) {
        index.computeIfPresent(word, (w, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        });
    }

    /**
     * The part of this shelf that one informer fills: one namespace, or all of them for the empty name. The informer
     * then needs no store of its own.
     */
    ItemStore<T> partition(String namespace) {
        return new Partition(namespace);
    }

    private final class Partition implements ItemStore<T> {
        private final String prefix;

        Partition(String namespace) {
            prefix = namespace.isEmpty() ? "" : namespace + "/";
        }

        @Override
        public String getKey(T object) {
            return Cache.metaNamespaceKeyFunc(object);
        }

        @Override
        public @Nullable T put(String key, T object) {
            var before = seen.get(key);
            show(object);
            return before;
        }

        @Override
        public @Nullable T remove(String key) {
            var before = seen.get(key);
            drop(key);
            return before;
        }

        @Override
        public Stream<String> keySet() {
            return seen.keySet().stream().filter(key -> key.startsWith(prefix));
        }

        @Override
        public Stream<T> values() {
            return keySet().flatMap(key -> Stream.ofNullable(seen.get(key)));
        }

        @Override
        public int size() {
            return Math.toIntExact(keySet().count());
        }

        @Override
        public @Nullable T get(String key) {
            return seen.get(key);
        }
    }
}

package dev.croft.operator.cluster.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Knows for each watched collection when the API server was last heard; the process is ready only while all are. */
public final class Freshness {

    /** A collection unheard for longer than this is blind. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private final LongSupplier nanoTime;
    private final Map<Collection, Long> heard = new ConcurrentHashMap<>();
    private final Map<Collection, Runnable> firstWatches = new ConcurrentHashMap<>();

    public Freshness(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * What one watch shows.
     *
     * @param resource the full name of its resource, for example {@code deployments.apps}
     * @param namespace empty where one watch serves all namespaces
     */
    record Collection(String resource, String namespace) {

        @Override
        public String toString() {
            return namespace.isEmpty() ? resource : resource + " in " + namespace;
        }
    }

    /** From now on the collection must be heard. */
    void expect(Collection collection) {
        heard.putIfAbsent(collection, nanoTime.getAsLong());
    }

    /**
     * The same, and something is to be done once it was watched for the first time. By then the client has put down what the
     * list before it held, and may still be telling of it.
     */
    void expect(Collection collection, Runnable whenWatched) {
        firstWatches.put(collection, whenWatched);
        expect(collection);
    }

    void heard(Collection collection) {
        heard.computeIfPresent(collection, (known, before) -> nanoTime.getAsLong());
    }

    void watched(Collection collection) {
        heard(collection);
        Optional.ofNullable(firstWatches.remove(collection)).ifPresent(Runnable::run);
    }

    /** The collections that have been silent for too long, in alphabetical order. */
    public List<String> blind() {
        long now = nanoTime.getAsLong();
        return heard.entrySet().stream()
                .filter(entry -> now - entry.getValue() > LIMIT.toNanos())
                .map(entry -> entry.getKey().toString())
                .sorted()
                .toList();
    }
}

package dev.croft.operator.cluster.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Knows for each watched collection when the API server was last heard; the process is ready only while all are. */
public final class Freshness {

    /** A collection unheard for longer than this is blind. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private final LongSupplier nanoTime;
    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    public Freshness(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** From now on the collection must be heard, for example {@code deployments}. */
    void expect(String collection) {
        heard.putIfAbsent(collection, nanoTime.getAsLong());
    }

    void heard(String collection) {
        heard.computeIfPresent(collection, (name, before) -> nanoTime.getAsLong());
    }

    /** The collections that have been silent for too long, in alphabetical order. */
    public List<String> blind() {
        long now = nanoTime.getAsLong();
        return heard.entrySet().stream()
                .filter(entry -> now - entry.getValue() > LIMIT.toNanos())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}

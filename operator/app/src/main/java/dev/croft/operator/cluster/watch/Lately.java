package dev.croft.operator.cluster.watch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/** Words that were noted within the last minute; older ones are forgotten. */
final class Lately {

    private static final long REMEMBERED = Duration.ofSeconds(60).toNanos();

    private final LongSupplier nanoTime;
    // Oldest first, so that forgetting costs nothing while there is nothing to forget.
    private final SequencedMap<String, Long> noted = new LinkedHashMap<>();

    /** @param nanoTime a monotonic clock */
    Lately(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void note(String word) {
        long now = nanoTime.getAsLong();
        forgetBefore(now - REMEMBERED);
        noted.putLast(word, now);
    }

    synchronized void forget(String word) {
        noted.remove(word);
    }

    /** How long ago the word was last noted. */
    synchronized Optional<Duration> since(String word) {
        long now = nanoTime.getAsLong();
        forgetBefore(now - REMEMBERED);
        return Optional.ofNullable(noted.get(word)).map(then -> Duration.ofNanos(now - then));
    }

    private void forgetBefore(long then) {
        while (!noted.isEmpty() && noted.firstEntry().getValue() - then < 0) {
            noted.pollFirstEntry();
        }
    }
}

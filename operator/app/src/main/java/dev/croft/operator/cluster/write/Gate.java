package dev.croft.operator.cluster.write;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Bounds what all passes together ask: 32 requests in flight, and none before the moment that an answer with
 * {@code Retry-After} named, whatever request it answered. Lists, watches and the Lease go by it.
 */
public final class Gate implements Interceptor {

    private static final int IN_FLIGHT = 32;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final Semaphore places = new Semaphore(IN_FLIGHT);
    private final LongSupplier nanoTime;
    private final AtomicLong openFrom;

    public Gate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.openFrom = new AtomicLong(nanoTime.getAsLong());
    }

    /** Thrown instead of a request that the API server asked not to get yet. */
    public static final class Throttled extends IllegalStateException {
        private final Duration wait;

        Throttled(Duration wait) {
            super("The API server asked for a pause");
            this.wait = wait;
        }

        /** How long the API server wants to be left alone. */
        public Duration pause() {
            return wait;
        }
    }

    /**
     * Sends a request when there is a place for it.
     *
     * @throws Throttled while the API server wants a pause
     */
    public <T> T pass(Supplier<T> request) {
        long wait = openFrom.get() - nanoTime.getAsLong();
        if (wait > 0) {
            throw new Throttled(Duration.ofNanos(wait));
        }
        places.acquireUninterruptibly();
        try {
            return request.get();
        } finally {
            places.release();
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        var seconds = response.header("Retry-After");
        if (response.isSuccessful() || seconds == null || !seconds.matches("[0-9]{1,6}")) {
            return;
        }
        var asked = Duration.ofSeconds(Long.parseLong(seconds));
        var pause = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
        openFrom.accumulateAndGet(nanoTime.getAsLong() + pause.toNanos(), Gate::later);
    }

    // Readings of a monotonic clock may wrap around, so only their difference tells which is later.
    private static long later(long one, long other) {
        return other - one > 0 ? other : one;
    }
}

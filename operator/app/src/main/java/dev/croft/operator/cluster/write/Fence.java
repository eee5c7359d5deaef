package dev.croft.operator.cluster.write;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Refuses writes once this process may have been deposed: its last renewal of the Lease is older than the renew
 * deadline on the monotonic clock. A process that was paused for a minute wakes up behind a closed fence, whatever the
 * wall clock says.
 *
 * <p>It sees renewals by watching the requests that the leader election sends.
 */
public final class Fence implements Interceptor {

    /**
     * The leader gives up after this. A successor waits for the whole duration of the Lease, 5 s longer, but counts it
     * on its own wall clock from the time that the leader wrote down: where its clock is more than 5 s ahead of the
     * leader's it may begin before this fence is closed. Then only this keeps the two apart: a change or delete carries
     * the resourceVersion that was seen, and a create touches nothing that exists.
     */
    public static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);

    private static final long NEVER = Long.MIN_VALUE;

    private final String leasePath;
    private final LongSupplier nanoTime;
    private final AtomicLong attempted = new AtomicLong(NEVER);
    private final AtomicLong renewed = new AtomicLong(NEVER);
    private volatile boolean closed;

    /** @param leasePath the URL path of the Lease */
    public Fence(String leasePath, LongSupplier nanoTime) {
        this.leasePath = leasePath;
        this.nanoTime = nanoTime;
    }

    /** Thrown instead of a write that a successor may not want. */
    public static final class Closed extends IllegalStateException {
        Closed() {
            super("This replica's Lease has not been renewed in time; it writes nothing until it leads again");
        }
    }

    /**
     * Asked before every write.
     *
     * @throws Closed when the Lease is not surely held
     */
    public void check() {
        long last = renewed.get();
        if (closed || last == NEVER || nanoTime.getAsLong() - last > RENEW_DEADLINE.toNanos()) {
            throw new Closed();
        }
    }

    /** Gives the Lease up: from now on this process writes nothing, whatever is still answered. */
    public void close() {
        closed = true;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (isRenewal(request)) {
            // The moment of sending counts: the answer may have lain around while the process was paused.
            attempted.set(nanoTime.getAsLong());
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (isRenewal(request) && response.isSuccessful()) {
            renewed.set(attempted.get());
        }
    }

    private boolean isRenewal(HttpRequest request) {
        var path = request.uri().getPath();
        return switch (request.method()) {
            case "PUT", "PATCH" -> path.equals(leasePath);
            case "POST" -> leasePath.startsWith(path + "/");
            default -> false;
        };
    }
}

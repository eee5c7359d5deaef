package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.sample.ApiStore;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.OpenFence;
import dev.croft.operator.sample.Samples;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private static final int PLACES = 32;

    private final HandClock clock = new HandClock();
    private final ApiStore store = new ApiStore();
    private final Gate gate = new Gate(clock);
    private final Requests requests =
            new Requests(store.client(), new ObjectMapper(), new Caches(clock), new OpenFence(clock).renewed(), gate);

    @Test
    void sendsNothingThatWaitedForAPlaceUntilTheLeaseRanOut() throws InterruptedException {
        var deployment = Samples.deployment("web", "metadata: {}");
        var failure = new AtomicReference<Throwable>();
        var late = Thread.ofPlatform().unstarted(() -> requests.create(requests.tree(deployment), deployment));
        late.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        var leaseRanOut = new CountDownLatch(1);
        var full = new CountDownLatch(PLACES);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PLACES; i++) {
                others.execute(() -> gate.pass(() -> {
                    full.countDown();
                    wait(leaseRanOut);
                    return "answer";
                }));
            }
            full.await();
            late.start();
            await().until(() -> late.getState() == Thread.State.WAITING);
            clock.advance(Fence.RENEW_DEADLINE.plus(Duration.ofNanos(1)));
            leaseRanOut.countDown();
        }
        late.join();

        assertThat(failure.get()).isInstanceOf(Fence.Closed.class);
        assertThat(store.requests()).isEmpty();
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

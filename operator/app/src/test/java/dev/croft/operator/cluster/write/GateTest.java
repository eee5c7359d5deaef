package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GateTest {

    private final HandClock clock = new HandClock();
    private final Gate gate = new Gate(clock);

    @Test
    void letsARequestThrough() {
        assertThat(gate.<String>pass(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void keepsThePauseThatTheServerAsksFor() {
        answer(429, "7");
        clock.advance(Duration.ofSeconds(2));

        assertThatThrownBy(() -> gate.pass(() -> "answer"))
                .isInstanceOfSatisfying(
                        Gate.Throttled.class,
                        throttled -> assertThat(throttled.pause()).isEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void opensAfterThePause() {
        answer(503, "7");
        clock.advance(Duration.ofSeconds(7));

        assertThat(gate.<String>pass(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void pausesForAMinuteAtMost() {
        answer(429, "999999");
        clock.advance(Duration.ofSeconds(60));

        assertThat(gate.<String>pass(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void doesNotShortenAPauseByALaterAnswer() {
        answer(429, "30");
        answer(429, "1");
        clock.advance(Duration.ofSeconds(20));

        assertThatThrownBy(() -> gate.pass(() -> "answer")).isInstanceOf(Gate.Throttled.class);
    }

    @Test
    void ignoresWhatIsNoNumberOfSeconds() {
        answer(503, "Wed, 21 Oct 2026 07:28:00 GMT");
        answer(503, "-1");
        answer(200, "5");
        gate.after(Http.request("GET", "/api"), Http.answer(500), Http.UNREAD);

        assertThat(gate.<String>pass(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void givesThePlaceBackWhenARequestFails() {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> gate.pass(() -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
        }

        assertThat(gate.<String>pass(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void letsNoMoreThan32RequestsInAtOnce() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var full = new CountDownLatch(32);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> requests = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                requests.add(callers.submit(() -> gate.pass(() -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    full.countDown();
                    await(full);
                    return inside.decrementAndGet();
                })));
            }
            for (Future<?> request : requests) {
                request.get();
            }
        }

        assertThat(most).hasValue(32);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(int code, String retryAfter) {
        gate.after(Http.request("GET", "/api"), Http.answer(code, "Retry-After", retryAfter), Http.UNREAD);
    }
}

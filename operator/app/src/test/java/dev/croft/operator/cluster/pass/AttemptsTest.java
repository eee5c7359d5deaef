package dev.croft.operator.cluster.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.sample.HandClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final HandClock clock = new HandClock();
    private final Attempts attempts = new Attempts(clock);

    @Test
    void doublesTheWaitUpToHalfAMinute() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(Attempts::waitAfter).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
        assertThat(Attempts.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void countsFailuresInARow() {
        attempts.failed("a");
        attempts.failed("b");
        clock.advance(Duration.ofSeconds(1));

        assertThat(attempts.failed("a")).isEqualTo(2);
        assertThat(attempts.untilDue("a")).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void countsNoFailureThatCameBeforeItsTime() {
        attempts.failed("a");
        clock.advance(Duration.ofMillis(300));

        assertThat(attempts.failed("a")).isZero();
        assertThat(attempts.untilDue("a")).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void startsAnewAfterASuccess() {
        attempts.failed("a");
        clock.advance(Duration.ofSeconds(1));
        attempts.succeeded("a");

        assertThat(attempts.failed("a")).isEqualTo(1);
    }
}

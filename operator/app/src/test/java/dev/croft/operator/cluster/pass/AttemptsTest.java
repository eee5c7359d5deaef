package dev.croft.operator.cluster.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final Attempts attempts = new Attempts();

    @Test
    void doublesTheWaitUpToAMinute() {
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(Attempts::waitAfter).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(Attempts.waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void countsFailuresInARow() {
        attempts.failed("a");
        attempts.failed("b");

        assertThat(attempts.failed("a")).isEqualTo(2);
    }

    @Test
    void startsAnewAfterASuccess() {
        attempts.failed("a");
        attempts.succeeded("a");

        assertThat(attempts.failed("a")).isEqualTo(1);
    }
}

package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.sample.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private final HandClock clock = new HandClock();
    private final Freshness freshness = new Freshness(clock);

    @Test
    void isBlindInCollectionsThatWereNotHeardForAMinute() {
        freshness.expect("secrets");
        freshness.expect("deployments.apps");
        clock.advance(Duration.ofSeconds(61));

        assertThat(freshness.blind()).containsExactly("deployments.apps", "secrets");
    }

    @Test
    void seesForAMinuteAfterHearing() {
        freshness.expect("secrets");
        clock.advance(Duration.ofSeconds(40));
        freshness.heard("secrets");
        clock.advance(Freshness.LIMIT);

        assertThat(freshness.blind()).isEmpty();
    }

    @Test
    void doesNotMissWhatItNeverExpected() {
        freshness.heard("nodes");
        clock.advance(Duration.ofHours(1));

        assertThat(freshness.blind()).isEmpty();
    }

    @Test
    void doesNotTakeASecondExpectationForNews() {
        freshness.expect("secrets");
        clock.advance(Duration.ofSeconds(50));
        freshness.expect("secrets");
        clock.advance(Duration.ofSeconds(20));

        assertThat(freshness.blind()).containsExactly("secrets");
    }

    @Test
    void staysReadyBetweenTwoWatches() {
        assertThat(WatchPolicy.WATCH_LIFETIME).isLessThan(WatchPolicy.READ_TIMEOUT);
        assertThat(WatchPolicy.READ_TIMEOUT).isLessThan(Freshness.LIMIT);
    }
}

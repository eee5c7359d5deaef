package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.sample.HandClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private final HandClock clock = new HandClock();
    private final Freshness freshness = new Freshness(clock);

    @Test
    void isBlindInCollectionsThatWereNotHeardForAMinute() {
        freshness.expect(everywhere("secrets"));
        freshness.expect(everywhere("deployments.apps"));
        clock.advance(Duration.ofSeconds(61));

        assertThat(freshness.blind()).containsExactly("deployments.apps", "secrets");
    }

    @Test
    void seesForAMinuteAfterHearing() {
        freshness.expect(everywhere("secrets"));
        clock.advance(Duration.ofSeconds(40));
        freshness.heard(everywhere("secrets"));
        clock.advance(Freshness.LIMIT);

        assertThat(freshness.blind()).isEmpty();
    }

    @Test
    void doesNotMissWhatItNeverExpected() {
        freshness.heard(everywhere("nodes"));
        clock.advance(Duration.ofHours(1));

        assertThat(freshness.blind()).isEmpty();
    }

    @Test
    void doesNotTakeASecondExpectationForNews() {
        freshness.expect(everywhere("secrets"));
        clock.advance(Duration.ofSeconds(50));
        freshness.expect(everywhere("secrets"));
        clock.advance(Duration.ofSeconds(20));

        assertThat(freshness.blind()).containsExactly("secrets");
    }

    @Test
    void staysReadyBetweenTwoWatches() {
        assertThat(WatchPolicy.WATCH_LIFETIME).isLessThan(WatchPolicy.READ_TIMEOUT);
        assertThat(WatchPolicy.READ_TIMEOUT).isLessThan(Freshness.LIMIT);
    }

    @Test
    void missesEachNamespaceByItself() {
        freshness.expect(new Freshness.Collection("secrets", "acme"));
        freshness.expect(new Freshness.Collection("secrets", "blue"));
        clock.advance(Duration.ofSeconds(61));
        freshness.heard(new Freshness.Collection("secrets", "acme"));

        assertThat(freshness.blind()).containsExactly("secrets in blue");
    }

    @Test
    void tellsOfTheFirstWatchAndNotOfTheListBeforeIt() {
        var told = new AtomicInteger();
        freshness.expect(everywhere("secrets"), told::incrementAndGet);
        freshness.heard(everywhere("secrets"));

        assertThat(told).hasValue(0);
        freshness.watched(everywhere("secrets"));
        freshness.watched(everywhere("secrets"));
        assertThat(told).hasValue(1);
    }

    private static Freshness.Collection everywhere(String resource) {
        return new Freshness.Collection(resource, "");
    }
}

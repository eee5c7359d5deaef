package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.sample.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FightsTest {

    private static final ObjectKey WEB = new ObjectKey("Deployment", "acme", "web");
    private static final ObjectKey API = new ObjectKey("Deployment", "acme", "api");

    private final HandClock clock = new HandClock();
    private final Fights fights = new Fights(clock);

    @Test
    void findsThreeRepairsAMinuteFair() {
        assertThat(fights.repair(WEB)).isEqualTo(Fights.Round.FAIR);
        assertThat(fights.repair(WEB)).isEqualTo(Fights.Round.FAIR);
        assertThat(fights.repair(WEB)).isEqualTo(Fights.Round.FAIR);
    }

    @Test
    void makesTheFourthWaitUntilASecondHasPassed() {
        threeRepairs();

        assertThat(fights.repair(WEB)).isEqualTo(Fights.Round.WAIT);
        clock.advance(Duration.ofSeconds(1));
        assertThat(fights.repair(WEB)).isEqualTo(Fights.Round.CONTESTED);
        assertThat(fights.repair(WEB)).isEqualTo(Fights.Round.WAIT);
    }

    @Test
    void forgetsAfterAMinute() {
        threeRepairs();
        clock.advance(Duration.ofSeconds(61));

        assertThat(fights.repair(WEB)).isEqualTo(Fights.Round.FAIR);
    }

    @Test
    void countsEachObjectForItself() {
        threeRepairs();

        assertThat(fights.repair(API)).isEqualTo(Fights.Round.FAIR);
    }

    @Test
    void knowsForAMinuteWhatItGaveLast() {
        fights.gave(WEB, "a");
        fights.gave(WEB, "b");
        clock.advance(Duration.ofSeconds(60));

        assertThat(fights.wasGiven(WEB, "a")).isFalse();
        assertThat(fights.wasGiven(WEB, "b")).isTrue();
        assertThat(fights.wasGiven(API, "b")).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(fights.wasGiven(WEB, "b")).isFalse();
    }

    @Test
    void knowsOneObjectLongerThanAnotherThatWasWrittenEarlier() {
        fights.gave(WEB, "a");
        fights.gave(API, "b");
        clock.advance(Duration.ofSeconds(40));
        fights.gave(WEB, "c");
        clock.advance(Duration.ofSeconds(40));

        assertThat(fights.wasGiven(API, "b")).isFalse();
        assertThat(fights.wasGiven(WEB, "c")).isTrue();
    }

    private void threeRepairs() {
        for (int i = 0; i < 3; i++) {
            fights.repair(WEB);
        }
    }
}

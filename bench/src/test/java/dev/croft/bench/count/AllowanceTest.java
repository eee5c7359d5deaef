package dev.croft.bench.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    @Test
    void allowsNothingThatItDoesNotName() {
        assertThat(Allowance.nothing()
                        .breaches(List.of(Requests.create("services").entry())))
                .containsExactly("create: 1 instead of = 0");
        assertThat(Allowance.nothing().breaches(List.of())).isEmpty();
    }

    @Test
    void missesWhatMustHaveBeenDone() {
        var two = Allowance.nothing().exactly(Charge.CREATE, 2);

        assertThat(two.breaches(List.of(Requests.create("services").entry())))
                .containsExactly("create: 1 instead of = 2");
        assertThat(two.isExhausted(List.of(Requests.create("services").entry())))
                .isFalse();
    }

    @Test
    void doesNotAskForWhatIsOnlyAllowed() {
        var some = Allowance.nothing().atMost(Charge.GET, 1);

        assertThat(some.breaches(List.of())).isEmpty();
        assertThat(some.isExhausted(List.of())).isTrue();
    }

    @Test
    void leavesReopenedWatchesOutUnlessTheyAreAsked() {
        var watch = List.of(Requests.a("watch", "", "pods", "").entry());

        assertThat(Allowance.nothing().breaches(watch)).isEmpty();
        assertThat(Allowance.nothing().exactly(Charge.WATCH, 2).breaches(watch))
                .containsExactly("WATCH: 1 instead of = 2");
    }

    @Test
    void allowsAProjectOneStatusASecond() {
        var paced = Allowance.nothing().projectsPaced();
        var atPace = List.of(
                Requests.projectStatus().at(0).entry(),
                Requests.projectStatus().at(1).entry(),
                Requests.projectStatus().at(2).entry());
        var hasty = List.of(
                Requests.projectStatus().at(0).entry(),
                Requests.projectStatus().at(6).entry(),
                Requests.projectStatus().at(6.2).entry());

        assertThat(paced.breaches(atPace)).isEmpty();
        assertThat(paced.breaches(hasty))
                .containsExactly("Project status: another one of Project shop/web after 0.2 s");
    }

    @Test
    void allowsNoWatchToBeOpenedAgainAndAgain() {
        var watch = Requests.a("watch", "", "pods", "");
        var inTime =
                List.of(watch.at(0).entry(), watch.at(40).entry(), watch.at(80).entry());
        var restless =
                List.of(watch.at(0).entry(), watch.at(1).entry(), watch.at(2).entry());

        assertThat(Allowance.nothing().breaches(inTime)).isEmpty();
        assertThat(Allowance.nothing().breaches(restless))
                .containsExactly("WATCH: 3 of pods by replica one in namespace shop within 2.0 s");
    }

    @Test
    void saysWhatIsAllowed() {
        assertThat(Allowance.nothing()).hasToString("nothing");
        assertThat(Allowance.nothing()
                        .exactly(Charge.CREATE, 4)
                        .atMost(Charge.SERVICE_STATUS, 2)
                        .projectsPaced())
                .hasToString("create = 4, Service status <= 2, Project status <= 1/s");
    }
}

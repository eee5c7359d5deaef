package dev.croft.bench.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.harness.proxy.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WholeRunTest {

    private static final Requests APPLY = Requests.a("patch", "apps", "deployments", "");

    @Test
    void findsAWriteAfterWhichTheObjectIsTheOneThatWasSent() {
        var idle = APPLY.at(1).from(7, 7).entry();

        assertThat(WholeRun.changeNothing(List.of(idle, APPLY.at(2).from(7, 8).entry())))
                .containsExactly(idle);
    }

    @Test
    void findsAWriteWhoseAnswerIsOlderThanAnEarlierOne() {
        var idle = APPLY.at(2).from(0, 9).entry();

        assertThat(WholeRun.changeNothing(
                        List.of(Requests.lease().at(1).from(0, 10).entry(), idle)))
                .containsExactly(idle);
    }

    @Test
    void takesNoWriteForIdleThatRanBesideANewerOne() {
        var slow = APPLY.at(1).from(0, 9).entry();
        var beside = APPLY.at(1.001).from(0, 10).entry();

        assertThat(WholeRun.changeNothing(List.of(slow, beside))).isEmpty();
    }

    @Test
    void allowsOneConflictInAThousandWrites() {
        var refused = List.of(APPLY.answered(409).entry());
        List<Entry> many = new ArrayList<>(Collections.nCopies(999, APPLY.entry()));
        many.addAll(refused);

        assertThat(line("Conflicts (409), drift aside", WholeRun.judge(many, many))
                        .isWithin())
                .isTrue();
        assertThat(line("Conflicts (409), drift aside", WholeRun.judge(refused, refused))
                        .isWithin())
                .isFalse();
        assertThat(line("Conflicts (409), drift aside", WholeRun.judge(refused, List.of()))
                        .isWithin())
                .isTrue();
    }

    @Test
    void allowsALeaseToBeReadAndRenewedEveryTwoSeconds() {
        var lease = "Lease requests of a replica per minute, besides taking the Lease and giving it back";

        assertThat(line(lease, WholeRun.judge(lease(2), List.of())).counted()).isEqualTo("60");
        assertThat(line(lease, WholeRun.judge(lease(1.5), List.of())).isWithin())
                .isFalse();
    }

    // Taken at once, then read and renewed 45 times, then given back.
    private static List<Entry> lease(double period) {
        double end = 0.2 + 44 * period;
        return Stream.of(
                        Stream.of(0.0, 0.1),
                        IntStream.range(0, 45).boxed().flatMap(i -> Stream.of(0.2 + i * period, 0.21 + i * period)),
                        Stream.of(end + 0.02, end + 0.03))
                .flatMap(times -> times)
                .map(at -> Requests.lease().at(at).entry())
                .toList();
    }

    @Test
    void countsWhatIsInFlightAtOnce() {
        var burst = IntStream.range(0, 33)
                .mapToObj(i -> Requests.create("services").at(0.0001 * i).entry())
                .toList();

        assertThat(line("Most requests in flight of a replica", WholeRun.judge(burst, List.of()))
                        .breaches())
                .containsExactly("33 at once");
        assertThat(line(
                                "Most requests in flight of a replica",
                                WholeRun.judge(
                                        IntStream.range(0, 33)
                                                .mapToObj(i -> Requests.create("services")
                                                        .at(i)
                                                        .entry())
                                                .toList(),
                                        List.of()))
                        .counted())
                .isEqualTo("1");
    }

    @Test
    void namesWhatMustNotHappenAtAll() {
        var throttled = List.of(APPLY.answered(429).entry());

        assertThat(line("Throttled (429)", WholeRun.judge(throttled, List.of())).breaches())
                .containsExactly("patch deployments shop/web answered 429");
    }

    private static Line line(String event, List<Line> lines) {
        return lines.stream()
                .filter(line -> line.event().equals(event))
                .findFirst()
                .orElseThrow();
    }
}

package dev.croft.harness.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.harness.replica.Vitals;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Snapshot;
import dev.croft.harness.state.Snapshot.Mask;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    private static final int SEEDS = 50;

    @Test
    void drawsTheSameStepWhateverElseQualifies() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var drawn = drawn(seed, Set.of(0, 1, 2, 3)).orElseThrow();

            for (var fewer : List.of(Set.of(0, 1), Set.of(1, 2), Set.of(2, 3), Set.of(0, 3))) {
                if (fewer.contains(drawn)) {
                    assertThat(drawn(seed, fewer)).contains(drawn);
                }
            }
        }
    }

    @Test
    void drawsEveryStepThatQualifies() {
        assertThat(Stream.iterate(0L, seed -> seed < SEEDS, seed -> seed + 1)
                        .map(seed -> drawn(seed, Set.of(1, 2)).orElseThrow()))
                .containsOnly(1, 2)
                .contains(1, 2);
    }

    @Test
    void drawsNoStepWhereNoneQualifies() {
        assertThat(drawn(1, Set.of())).isEmpty();
    }

    private static Optional<Integer> drawn(long seed, Set<Integer> qualifying) {
        var steps = IntStream.range(0, 4)
                .mapToObj(step -> new Workload.Step(String.valueOf(step), List.of(), List.of(), List.of()))
                .toList();
        var uses = IntStream.range(0, 4)
                .mapToObj(step -> new Use(
                        Set.of(), qualifying.contains(step) ? EnumSet.of(Kind.POD) : EnumSet.noneOf(Kind.class)))
                .toList();
        var reference = new Reference(
                new Workload("any", steps),
                0,
                new Snapshot(Map.of()),
                Mask.of(List.of()),
                Map.of(),
                Map.of(),
                new Vitals(0, 0),
                uses);
        return reference
                .stepThat(use -> use.kinds().contains(Kind.POD), new Case("any", "any", 1, Case.PLAIN, seed).luck())
                .map(step -> Integer.valueOf(step.name()));
    }
}

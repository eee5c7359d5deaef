package dev.croft.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.harness.trial.Case;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final long SEED = 7;

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(Sample.of(kills(30), 3, SEED))
                .hasSize(3)
                .doesNotHaveDuplicates()
                .isEqualTo(Sample.of(kills(30), 3, SEED));
        assertThat(Sample.of(kills(30), 3, SEED)).isNotEqualTo(Sample.of(kills(30), 3, SEED + 1));
    }

    @Test
    void losesNothingElseWhereOneMoreCaseIsListed() {
        var chosen = Sample.of(kills(30), 3, SEED);

        assertThat(Sample.of(kills(31), 3, SEED).stream()
                        .filter(of -> of.k() <= 30)
                        .toList())
                .hasSizeGreaterThan(1)
                .isSubsetOf(chosen);
    }

    @Test
    void takesAllWhereThereAreFewer() {
        assertThat(Sample.of(kills(2), 3, SEED)).containsExactlyInAnyOrderElementsOf(kills(2));
    }

    private static List<Case> kills(int many) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(k -> new Case("kill", "web", k, "after", SEED))
                .toList();
    }
}

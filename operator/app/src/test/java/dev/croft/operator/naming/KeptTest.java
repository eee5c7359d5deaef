package dev.croft.operator.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static final Project PROJECT = Samples.project("");
    private static final Map<String, String> LABELS = Labels.ofService("shop", "db", Labels.VOLUME);
    private static final Map<String, String> MARK = Kept.mark(PROJECT, "db");
    private static final HasMetadata WANTED = claim(LABELS, MARK);

    @Test
    void knowsAnObjectByItsMarkOrByItsLabels() {
        assertThat(Kept.isSame(WANTED, claim(LABELS, null))).isTrue();
        assertThat(Kept.isSame(WANTED, claim(null, MARK))).isTrue();
        assertThat(Kept.isSame(WANTED, claim(null, null))).isFalse();
    }

    @Test
    void takesNothingUpThatSomebodyControls() {
        var controlled = claim(LABELS, MARK);
        controlled.getMetadata().getOwnerReferences().add(Owner.stamp(PROJECT));

        assertThat(Kept.isSame(WANTED, controlled)).isFalse();
    }

    @Test
    void takesNothingUpForWhatIsNotKept() {
        assertThat(Kept.isSame(claim(LABELS, null), claim(LABELS, MARK))).isFalse();
    }

    @Test
    void tellsForWhomAnObjectIsKept() {
        assertThat(Kept.owner(WANTED)).isEqualTo(Optional.of(new Kept.For("shop", "db")));
        assertThat(Kept.isFor(PROJECT, "db", WANTED)).isTrue();
        assertThat(Kept.isFor(PROJECT, "other", WANTED)).isFalse();
        assertThat(Kept.isFor(PROJECT, "db", claim(LABELS, Map.of(Annotations.KEPT_FOR, "other/db"))))
                .isFalse();
    }

    @Test
    void believesNoMarkThatIsNotCrofts() {
        var strange = claim(LABELS, Map.of(Annotations.KEPT_FOR, "whom"));

        assertThat(Kept.owner(strange)).isEmpty();
        assertThat(Kept.is(strange)).isTrue();
    }

    private static HasMetadata claim(@Nullable Map<String, String> labels, @Nullable Map<String, String> annotations) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("data-db-0")
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .build();
    }
}

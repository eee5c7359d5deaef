package dev.croft.operator.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourcesTest {

    @Test
    void isCompleteWithAllSourcesAndKeys() {
        assertThat(Sources.NONE.isComplete()).isTrue();
        assertThat(new Sources(List.of(), List.of("Secret/a: key"), "", "").isComplete())
                .isFalse();
        assertThat(Sources.unlisted(List.of("Secret")).isComplete()).isFalse();
    }

    @Test
    void remembersInItsVersionsWhatIsOverridden() {
        var versions = Sources.withOverridden("Secret/tokens@7", List.of("COLOUR", "SIZE"));

        assertThat(new Sources(List.of(), List.of(), versions, "hash").overridden())
                .containsExactly("COLOUR", "SIZE");
        assertThat(Sources.asked(versions)).isEqualTo("Secret/tokens@7");
    }

    @Test
    void saysNothingMoreWhereNothingIsOverridden() {
        assertThat(Sources.withOverridden("Secret/tokens@7", List.of())).isEqualTo("Secret/tokens@7");
        assertThat(Sources.asked("Secret/tokens@7")).isEqualTo("Secret/tokens@7");
        assertThat(Sources.NONE.overridden()).isEmpty();
    }
}

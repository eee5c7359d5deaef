package dev.croft.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestDriftTest {

    @Test
    void committedManifestsAreThoseOfTheTypes() throws IOException {
        Committed.holds(Manifests.folder(), Manifests.generate());
    }

    @Test
    void noManifestIsLeftOfAKindThatIsGone() {
        assertThat(Manifests.folder().toFile().list())
                .containsExactlyInAnyOrderElementsOf(Manifests.generate().keySet());
    }

    @Test
    void committedReferenceIsThatOfTheTypes() throws IOException {
        Committed.holds(Reference.folder(), Map.of("crds.md", Reference.page()));
    }
}

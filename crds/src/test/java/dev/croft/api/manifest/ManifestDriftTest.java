package dev.croft.api.manifest;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ManifestDriftTest {

    @Test
    void committedManifestsAreThoseOfTheTypes() throws IOException {
        Committed.holds(Manifests.folder(), Manifests.generate());
    }
}

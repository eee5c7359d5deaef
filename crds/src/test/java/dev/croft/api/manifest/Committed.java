package dev.croft.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Compares generated files with the committed ones, or writes them; changes when generation is started differently. */
final class Committed {

    private static final String WRITE = "croft.generate";

    private Committed() {}

    /** Proves that a folder holds these files; with -Dcroft.generate=true it makes it so. */
    static void holds(Path folder, Map<String, String> wanted) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(folder);
            for (var file : wanted.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
        for (var file : wanted.entrySet()) {
            var committed = folder.resolve(file.getKey());
            assertThat(Files.exists(committed) ? Files.readString(committed) : "")
                    .as(
                            "%s is not what the types say; run make generate (./mvnw test -pl crds -am -D%s=true) and commit it",
                            committed, WRITE)
                    .isEqualTo(file.getValue());
        }
    }
}

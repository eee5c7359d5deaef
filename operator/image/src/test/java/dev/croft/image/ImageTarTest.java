package dev.croft.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTarTest {

    private static final String NAME = "croft.dev/test:1";

    @TempDir
    Path folder;

    private Path layers;

    @BeforeEach
    void layOut() throws IOException {
        layers = folder.resolve("layers");
        for (var layer : List.of("system", "java", "libraries", "application", "aot")) {
            write(layer + "/opt/" + layer, "as it was");
        }
        Files.writeString(layers.resolve("entrypoint"), "/opt/java\n");
    }

    @Test
    void equalFilesMakeEqualImages() throws Exception {
        var once = ImageTar.write(layers, folder.resolve("once/image.tar"), NAME);

        var again = ImageTar.write(layers, folder.resolve("again/image.tar"), NAME);

        assertThat(again.getDigest()).isEqualTo(once.getDigest());
        assertThat(folder.resolve("again/image.tar")).hasSameBinaryContentAs(folder.resolve("once/image.tar"));
    }

    @Test
    void aChangedFileIsSeenThoughItsNameSizeAndTimeAreTheSame() throws Exception {
        var tar = folder.resolve("image.tar");
        var before = ImageTar.write(layers, tar, NAME);

        write("application/opt/application", "as it IS!");
        var after = ImageTar.write(layers, tar, NAME);

        assertThat(after.getDigest()).isNotEqualTo(before.getDigest());
    }

    private void write(String path, String text) throws IOException {
        var file = layers.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
    }
}

package dev.croft.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFolderTest {

    @TempDir
    Path folder;

    @Test
    void readsMatchingFilesInOrder() throws IOException {
        write("service/valid-b.yaml", "b: 1\n");
        write("service/valid-a.yaml", "a: 1\n");
        write("service/invalid-c.yaml", "c: 1\n");

        var files = YamlFolder.at(folder).read("service/valid-*.yaml");

        assertThat(files).extracting(YamlFile::name).containsExactly("service/valid-a.yaml", "service/valid-b.yaml");
    }

    @Test
    void refusesAFileThatNobodyReads() throws IOException {
        write("valid-a.yaml", "a: 1\n");
        write("vaild-b.yaml", "b: 1\n");
        var yaml = YamlFolder.at(folder);

        yaml.read("valid-*.yaml");

        assertThatThrownBy(yaml::refuseUnread)
                .hasMessageContaining("vaild-b.yaml")
                .hasMessageNotContaining("valid-a.yaml");
    }

    @Test
    void isContentOnceEverythingWasRead() throws IOException {
        write("valid-a.yaml", "a: 1\n");
        var yaml = YamlFolder.at(folder);

        yaml.read("*.yaml");

        assertThatCode(yaml::refuseUnread).doesNotThrowAnyException();
    }

    @Test
    void refusesAGlobThatMatchesNothing() {
        assertThatThrownBy(() -> YamlFolder.at(folder).read("valid-*.yaml"))
                .hasMessageContaining("no file that matches");
    }

    @Test
    void readsNotesOfTheLeadingCommentsOnly() {
        var file = new YamlFile("x", "# refused: one: two\n# other: x\n# refused: three\nkind: X\n# refused: four\n");

        assertThat(file.notes("refused")).containsExactly("one: two", "three");
        assertThat(file.notes("absent")).isEmpty();
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

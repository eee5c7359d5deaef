package dev.croft.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What keeps the types readable: files and packages stay small, and a kind knows no other. */
class HouseRulesTest {

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path KINDS = MAIN.resolve(Path.of("dev", "croft", "api", "v1alpha1"));
    private static final int LONGEST_FILE = 300;
    private static final int LARGEST_PACKAGE = 14;

    @Test
    void noFileIsTooLong() {
        assertThat(sources(MAIN))
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as("lines of %s", file)
                        .hasSizeLessThanOrEqualTo(LONGEST_FILE));
    }

    @Test
    void noPackageHasTooManyFiles() {
        assertThat(sources(MAIN).stream().collect(Collectors.groupingBy(Path::getParent)))
                .allSatisfy((folder, files) ->
                        assertThat(files).as("files of %s", folder).hasSizeLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    @Test
    void aKindImportsNoOtherKind() {
        for (var kind : List.of("project", "service")) {
            assertThat(sources(KINDS.resolve(kind)))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    Files.readString(file).lines().filter(line -> line.startsWith("import dev.croft.")))
                            .as("imports of %s", file)
                            .allMatch(line -> line.startsWith("import dev.croft.api.v1alpha1.shared.")
                                    || line.startsWith("import dev.croft.api.v1alpha1." + kind + ".")));
        }
    }

    @Test
    void whatIsSharedKnowsNoKind() {
        assertThat(sources(KINDS.resolve("shared")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("v1alpha1.project", "v1alpha1.service"));
    }

    private static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

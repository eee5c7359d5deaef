package dev.croft.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.project.ProjectPasses;
import dev.croft.operator.service.ServicePasses;
import dev.croft.operator.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares plans and verdicts with the files that tell what they should be. With {@code -Dcroft.golden=write} it
 * writes those files anew instead, for a person to read the difference.
 */
class GoldenTest {

    private static final Path ROOT = Path.of("src/test/resources/golden");
    private static final boolean WRITE = "write".equals(System.getProperty("croft.golden"));
    private static final Set<String> KINDS = Set.of("project", "service");
    private static final Set<String> FILES =
            Set.of(Situation.GIVEN, Situation.SEEN, Situation.WANTED, Situation.STATUS);

    @TestFactory
    Stream<DynamicTest> comesToWhatTheFilesSay() throws IOException {
        return situations().stream()
                .map(situation -> DynamicTest.dynamicTest(situation.name(), () -> comesToWhatTheFilesSay(situation)));
    }

    private static void comesToWhatTheFilesSay(Situation situation) {
        var told = pass(situation);
        var again = pass(situation);

        var wanted = Situation.wanted(told);
        var status = Situation.status(told);
        if (WRITE) {
            situation.write(Situation.WANTED, wanted);
            situation.write(Situation.STATUS, status);
        }
        assertThat(wanted).isEqualTo(situation.read(Situation.WANTED));
        assertThat(status).isEqualTo(situation.read(Situation.STATUS));
        assertThat(Situation.wanted(again)).as("the same a second time").isEqualTo(wanted);
    }

    @Test
    void readsEveryFile() throws IOException {
        Set<String> unread = new TreeSet<>();
        for (Path file : files()) {
            var path = ROOT.relativize(file);
            boolean read = path.getNameCount() == 3
                    && KINDS.contains(path.getName(0).toString())
                    && FILES.contains(path.getFileName().toString())
                    && Files.exists(file.resolveSibling(Situation.GIVEN));
            if (!read) {
                unread.add(path.toString());
            }
        }

        assertThat(unread).isEmpty();
    }

    private static Told pass(Situation situation) {
        var cluster = new Cluster();
        return switch (situation.kind()) {
            case "project" ->
                ProjectPasses.pass(
                        situation.subject(Project.class, cluster),
                        cluster.caches(),
                        Settings.defaults(),
                        Situation.NOW);
            case "service" ->
                ServicePasses.pass(
                        situation.subject(CroftService.class, cluster),
                        cluster.caches(),
                        cluster.client(),
                        Settings.defaults(),
                        Situation.NOW);
            default -> throw new IllegalStateException("No kind has the folder " + situation.kind());
        };
    }

    private static List<Situation> situations() throws IOException {
        return files().stream()
                .filter(file -> file.endsWith(Situation.GIVEN))
                .map(file -> new Situation(file.getParent()))
                .toList();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}

package dev.croft.harness.stories;

import dev.croft.harness.OnKind;
import dev.croft.harness.Stage;
import dev.croft.testing.ClusterScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example as its readers find it, and what kubectl then shows them. */
class ExampleStoriesIT {

    @RegisterExtension
    static final OnKind KIND = new OnKind();

    @ParameterizedTest
    @MethodSource("examples")
    void becomesReady(String example, Stage stage) {
        stage.tell("a user applies examples/" + example);
        stage.apply(stage.example(example));

        stage.awaitReady("projects", "--all");
        stage.awaitReady("csvc", "--all");
        stage.refuseWarnings();
        stage.show("get", "projects,csvc", "-o", "wide");
        stage.show("describe", "csvc");
    }

    static List<String> examples() throws IOException {
        try (var files = Files.list(ClusterScript.root().resolve("examples"))) {
            return files.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }
}

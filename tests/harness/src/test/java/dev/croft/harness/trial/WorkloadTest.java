package dev.croft.harness.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {

    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it.
    private Path folder;

    @Test
    void readsStepsInTheirOrder() throws IOException {
        var workload = Workload.read(file("""
                steps:
                  - name: born
                    apply: [{apiVersion: v1, kind: ConfigMap, metadata: {name: it}}]
                  - name: gone
                    delete: [{kind: ConfigMap, name: it}]
                """));

        assertThat(workload.name()).isEqualTo("mine");
        assertThat(workload.steps()).extracting(Workload.Step::name).containsExactly("born", "gone");
        assertThat(workload.steps().getLast().apply()).isEmpty();
    }

    @Test
    void tellsStepsThatGiveTheOperatorNothingToDo() throws IOException {
        var workload = Workload.read(file("""
                steps:
                  - name: edited
                    apply: [{apiVersion: croft.dev/v1alpha1, kind: Service, metadata: {name: it}}]
                  - name: labelled
                    apply: [{apiVersion: v1, kind: Secret, metadata: {name: it, labels: {team: blue}}}]
                  - name: rotated
                    apply: [{apiVersion: v1, kind: Secret, metadata: {name: it}}]
                    changes: [{kind: Deployment, name: it}]
                  - name: gone
                    delete: [{kind: Service, name: it}]
                """));

        assertThat(workload.steps()).extracting(Workload.Step::givesWork).containsExactly(true, false, true, true);
        assertThat(workload.steps())
                .extracting(Workload.Step::editsCustomResources)
                .containsExactly(true, false, false, true);
    }

    @Test
    void namesTheFileThatCannotBeRead() throws IOException {
        var file = file("steps: [");

        assertThatThrownBy(() -> Workload.read(file))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("mine.yaml cannot be read");
    }

    @Test
    void refusesAFieldThatItDoesNotKnow() throws IOException {
        var file = file("steps: [{name: born, aply: []}]");

        assertThatThrownBy(() -> Workload.read(file)).isInstanceOf(Misuse.class).hasMessageContaining("aply");
    }

    @Test
    void refusesAnObjectWithoutAName() throws IOException {
        var file = file("steps: [{name: born, apply: [{kind: Secret}]}]");

        assertThatThrownBy(() -> Workload.read(file))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("Step born")
                .hasMessageContaining("without kind or name");
    }

    @Test
    void refusesAFileWithoutSteps() throws IOException {
        var file = file("steps: []");

        assertThatThrownBy(() -> Workload.read(file)).isInstanceOf(Misuse.class).hasMessageContaining("has no steps");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("mine.yaml"), text);
    }
}

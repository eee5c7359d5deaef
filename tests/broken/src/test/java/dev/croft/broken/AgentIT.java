package dev.croft.broken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.broken.fault.Faults;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent's jar beside the packaged operator, as the harness starts them; no cluster is needed for that. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AgentIT {

    private static final Path AGENT = Path.of("target", "croft-broken.jar");
    private static final Path OPERATOR =
            Path.of("..", "..", "operator", "app", "target", "quarkus-app", "quarkus-run.jar");

    @Test
    void startsTheOperatorThatWasAskedFor() throws IOException, InterruptedException {
        var process = start("-javaagent:" + AGENT + "=no-retry", "-jar", OPERATOR.toString());
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.lines().takeWhile(line -> !line.contains("Waiting for the API server")))
                    .contains("broken build: no-retry");
            assertThat(process.isAlive()).as("the operator runs").isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void startsNothingForANameThatNobodyHas() throws IOException, InterruptedException {
        var process = start("-javaagent:" + AGENT + "=no-such", "-jar", OPERATOR.toString());

        assertThat(output(process)).startsWith("croft-broken: There is no broken build 'no-such'. Name one of: ");
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void startsNothingWhereTheOperatorIsNotTheOneItKnows() throws IOException, InterruptedException {
        // Any other program will do: it has none of the classes that would be changed.
        var process = start("-javaagent:" + AGENT + "=no-retry", "-jar", AGENT.toString(), "--list");

        assertThat(output(process)).startsWith("croft-broken: Broken build no-retry changes class dev.croft.operator.");
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void listsWhatThereIs() throws IOException, InterruptedException {
        var process = start("-jar", AGENT.toString(), "--list");

        assertThat(output(process).lines()).hasSameSizeAs(Faults.ALL).allMatch(line -> line.contains(" P-R"));
        assertThat(process.exitValue()).isZero();
    }

    private static Process start(String... arguments) throws IOException {
        assertThat(List.of(AGENT, OPERATOR)).as("packaged; run mvnw verify").allMatch(Files::exists);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        Stream.concat(Stream.of(java), Stream.of(arguments)).toList())
                .redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", Path.of("target", "none").toString());
        builder.environment().put("KUBERNETES_MASTER", "http://127.0.0.1:1");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
        return builder.start();
    }

    private static String output(Process process) throws IOException, InterruptedException {
        try (BufferedReader output = process.inputReader()) {
            var text = String.join("\n", output.lines().toList());
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}

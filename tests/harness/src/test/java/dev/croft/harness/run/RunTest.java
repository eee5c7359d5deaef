package dev.croft.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RunTest {

    private final StringWriter said = new StringWriter();

    @Test
    void saysInOneSentenceThatThereIsNoSuchClass() {
        assertThat(run("--class", "earthquake")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString())
                .startsWith("There is no class earthquake; choose from [calm, kill,")
                .hasLineCount(1);
    }

    @Test
    void saysInOneSentenceThatThereIsNoSuchWorkload() {
        assertThat(run("--workload", "absent")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).startsWith("There is no readable workload").hasLineCount(1);
    }

    @Test
    void saysInOneSentenceThatThereIsNoSuchBuild() {
        assertThat(run("--broken", "perfect")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString())
                .startsWith("There is no broken build perfect;")
                .hasLineCount(1);
    }

    @Test
    void saysInOneSentenceThatAWordMeansNoTrial() {
        assertThat(run("--trial", "kill/web/seven/after/3")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString())
                .startsWith("kill/web/seven/after/3 is no trial; write CLASS/")
                .hasLineCount(1);
    }

    @Test
    void refusesNumbersThatMakeNoRun() {
        assertThat(run("--at-once", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).startsWith("--each, --times, --at-once, --alone and --quiet must be at least 1.");
    }

    private int run(String... arguments) {
        return Run.commandLine().setErr(new PrintWriter(said, true)).execute(arguments);
    }
}

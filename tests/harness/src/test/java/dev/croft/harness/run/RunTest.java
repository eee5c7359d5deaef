package dev.croft.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Misuse;
import dev.croft.testing.ClusterScript;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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

    @Test
    void saysInOneSentenceThatThereIsNoCluster() {
        var command = new CommandLine(new Broken(new ClusterScript.Failed("cluster up ended with 1")));

        assertThat(explained(command)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said).hasToString("Nothing was played: cluster up ended with 1.%n".formatted());
    }

    @Test
    void showsWhereItsOwnMistakeLies() {
        assertThat(explained(new CommandLine(new Broken(new IllegalArgumentException("no")))))
                .isEqualTo(2);
        assertThat(said.toString()).startsWith("Nothing was played: ").contains("at dev.croft.harness.run.RunTest");
    }

    @Test
    void playsWhatAnotherRunWouldList() {
        var listed = List.of(new Case("kill", "web", 37, "before", 3), new Case("kill", "web", 37, "after", 3));

        assertThatCode(() -> Run.mustExist(new Case("kill", "web", 38, "after", 3), listed))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Run.mustExist(new Case("kill", "web", 0, "after", 3), listed))
                .isInstanceOf(Misuse.class)
                .hasMessageStartingWith("There is no trial kill/web/0/after/3;");
        assertThatThrownBy(() -> Run.mustExist(new Case("kill", "web", 1, "never", 3), listed))
                .isInstanceOf(Misuse.class);
    }

    private int explained(CommandLine command) {
        return command.setExecutionExceptionHandler(new Explanation("Nothing was played"))
                .setErr(new PrintWriter(said, true))
                .execute();
    }

    @Command(name = "broken")
    private record Broken(RuntimeException trouble) implements Runnable {
        @Override
        public void run() {
            throw trouble;
        }
    }

    private int run(String... arguments) {
        return Run.commandLine().setErr(new PrintWriter(said, true)).execute(arguments);
    }
}

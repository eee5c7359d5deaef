package dev.croft.harness.run;

import dev.croft.harness.trial.Misuse;
import dev.croft.testing.ClusterScript;
import picocli.CommandLine;

/**
 * What a person is told when a command cannot do its work: one sentence where a wrong call or a cluster is to blame, and a
 * trace besides where the command itself is. It ends with 2 either way, so that 1 means a verdict and nothing else. Changes
 * with what can go wrong before there is a verdict.
 *
 * @param outcome what has come of the call, for example that nothing was measured
 */
public record Explanation(String outcome) implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception trouble, CommandLine command, CommandLine.ParseResult parsed) {
        var err = command.getErr();
        switch (trouble) {
            case Misuse misuse -> err.println(misuse.getMessage());
            case ClusterScript.Failed failed -> err.printf("%s: %s.%n", outcome, failed.getMessage());
            default -> {
                err.printf("%s: %s%n", outcome, trouble);
                trouble.printStackTrace(err);
            }
        }
        return CommandLine.ExitCode.USAGE;
    }
}

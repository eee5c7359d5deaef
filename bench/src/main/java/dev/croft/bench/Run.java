package dev.croft.bench;

import dev.croft.bench.budget.BudgetCommand;
import dev.croft.harness.run.Explanation;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench/run}: the benchmark programs; changes when there is one more. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        version = "Croft benchmarks",
        sortOptions = false,
        description = "Measures what Croft costs. Each program says more with --help.",
        subcommands = BudgetCommand.class)
public final class Run implements Runnable {

    // Replicas are killed here, which breaks connections. Held, or the setting would be forgotten.
    private static final Logger BROKEN_CONNECTIONS = Logger.getLogger("io.vertx");

    @Spec
    @SuppressWarnings("NullAway") // Picocli sets it before it calls.
    private CommandSpec spec;

    public static void main(String... arguments) {
        BROKEN_CONNECTIONS.setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    /** The command line; wrong calls and missing clusters end with 2, so that 1 means a missed target and nothing else. */
    static CommandLine commandLine() {
        return new CommandLine(new Run()).setExecutionExceptionHandler(new Explanation("Nothing was measured"));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a program: budget.");
    }
}

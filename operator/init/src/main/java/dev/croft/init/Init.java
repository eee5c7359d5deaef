package dev.croft.init;

import java.security.Security;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program of Croft's init containers; changes when something else has to happen before a container starts. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Prepares a pod before its container starts.",
        synopsisSubcommandLabel = "COMMAND")
public final class Init {

    private Init() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // A name that is not known yet may be known in a second.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Security.setProperty("networkaddress.cache.ttl", "0");
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /** @param variables what templates may name */
    static CommandLine commandLine(Map<String, String> variables) {
        return new CommandLine(new Init())
                .addSubcommand(new FillCommand(variables))
                .addSubcommand(new WaitCommand())
                .registerConverter(Target.class, new Target.Converter())
                .setExecutionExceptionHandler((trouble, command, parsed) -> {
                    command.getErr().println(trouble);
                    return 1;
                });
    }
}

package dev.croft.init;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fills in the templates among the files of a Service; changes with where they come from and go to. */
@Command(
        name = "fill",
        mixinStandardHelpOptions = true,
        description = "Replaces each $${NAME} in files by the environment variable of that name.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            " 0:every file was written",
            " 1:a file cannot be read or written; no file was written",
            " 2:the arguments are wrong",
            " 3:a file names what is no variable, or is no text; no file was written"
        })
final class FillCommand implements Callable<Integer> {

    private static final int BAD_TEMPLATE = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", required = true, paramLabel = "DIRECTORY", description = "Where the templates lie.")
    private Path from = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "DIRECTORY", description = "Where the files are written to.")
    private Path to = Path.of("");

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME=PATH",
            description = "Name of a template, and where the container will see the file: errors speak of that path.")
    private Map<String, String> templates = Map.of();

    private final Map<String, String> variables;

    /** @param variables what stands for the names */
    FillCommand(Map<String, String> variables) {
        this.variables = variables;
    }

    private record Filled(Path target, String content) {}

    @Override
    public Integer call() throws IOException {
        List<Filled> filled = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (var entry : templates.entrySet()) {
            try {
                var text = Files.readString(from.resolve(entry.getKey()));
                filled.add(new Filled(to.resolve(entry.getKey()), new Template(text).filledWith(variables)));
            } catch (Template.UnknownNames unknown) {
                troubles.add("%s names %s, which is no variable of env or envFrom"
                        .formatted(entry.getValue(), unknown.getMessage()));
            } catch (CharacterCodingException unreadable) {
                troubles.add("%s is no text in UTF-8, so it cannot be a template".formatted(entry.getValue()));
            }
        }
        if (!troubles.isEmpty()) {
            troubles.forEach(spec.commandLine().getErr()::println);
            return BAD_TEMPLATE;
        }
        for (Filled file : filled) {
            // A pod whose containers all start anew finds what was written before.
            Files.deleteIfExists(file.target());
            Files.writeString(file.target(), file.content());
            // The container may run as another user.
            Files.setPosixFilePermissions(file.target(), PosixFilePermissions.fromString("r--r--r--"));
        }
        spec.commandLine().getOut().printf("%d files written%n", filled.size());
        return 0;
    }
}

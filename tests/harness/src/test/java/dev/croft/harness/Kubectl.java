package dev.croft.harness;

import dev.croft.testing.ClusterScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A user's own tool. Whatever the API server warns of is an error here: no manifest of ours may be warned of. Changes
 * when kubectl is called differently.
 */
final class Kubectl {

    private final Path program = ClusterScript.program("kubernetes", "kubectl");
    private final Path kubeconfig;

    Kubectl(Path kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    String run(String... arguments) {
        return runWith("", arguments);
    }

    String runWith(String input, String... arguments) {
        var ended = end(input, List.of(arguments));
        if (ended.code() != 0 || ended.errors().contains("Warning:")) {
            throw new AssertionError("kubectl %s ended with %d:%n%s%s"
                    .formatted(String.join(" ", arguments), ended.code(), ended.output(), ended.errors()));
        }
        return ended.output();
    }

    /** For looking around after a failure: errors are part of the answer. */
    String tell(String... arguments) {
        var ended = end("", List.of(arguments));
        return ended.output() + ended.errors();
    }

    private Ended end(String input, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.add("--kubeconfig=" + kubeconfig);
        command.addAll(arguments);
        try {
            var errors = Files.createTempFile("kubectl", ".err");
            try {
                var process = new ProcessBuilder(command)
                        .directory(ClusterScript.root().toFile())
                        .redirectError(errors.toFile())
                        .start();
                try (var stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                }
                var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Ended(process.waitFor(), output, Files.readString(errors));
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kubectl ran", e);
        }
    }

    private record Ended(int code, String output, String errors) {}
}

package dev.croft.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the script that keeps local clusters; changes when that script is called differently. */
public final class ClusterScript {

    private static final Path SCRIPT = Path.of("tests", "cluster", "cluster");

    private final Map<String, String> environment;

    private ClusterScript(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The script as the user has set it up. */
    public static ClusterScript asConfigured() {
        return new ClusterScript(Map.of());
    }

    /** The script for one control plane without nodes. */
    public static ClusterScript controlPlane(String name) {
        return new ClusterScript(Map.of("CROFT_CLUSTER", "control-plane", "CROFT_CLUSTER_NAME", name));
    }

    /** A cluster's name that is the same for each run from one folder, and another one for other folders. */
    public static String nameFor(String purpose, Path folder) {
        return "%s-%08x".formatted(purpose, folder.toAbsolutePath().hashCode());
    }

    /** The same script with one more variable of its environment, which its --help explains. */
    public ClusterScript with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new ClusterScript(Map.copyOf(more));
    }

    /** Says that a verb came to no good end, in one sentence that names it; the script has said why. */
    public static final class Failed extends IllegalStateException {
        public Failed(String message) {
            super(message);
        }
    }

    /** The path of a program that the script builds where it is missing, for example kubectl of group kubernetes. */
    public static Path program(String group, String name) {
        var program = Path.of(asConfigured().run("programs", group)).resolve(name);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(
                    "group %s has no program %s; see tests/cluster/programs".formatted(group, name));
        }
        return program;
    }

    /**
     * Runs one verb to its end and returns what it printed; what it says on the way goes to the test's own stderr.
     *
     * @throws Failed if it ends with another code than 0
     */
    public String run(String... verb) {
        var command = new ArrayList<String>();
        command.add(root().resolve(SCRIPT).toString());
        command.addAll(List.of(verb));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().putAll(environment);
        try {
            var running = process.start();
            running.getOutputStream().close();
            var printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var code = running.waitFor();
            if (code != 0) {
                throw new Failed(
                        "%s ended with %d; its output above says why".formatted(String.join(" ", command), code));
            }
            return printed.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s ran".formatted(String.join(" ", command)), e);
        }
    }

    /** The repository's folder: the nearest one upwards that has the script. */
    public static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isExecutable(folder.resolve(SCRIPT))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "%s was not found above the working folder; run tests inside the repository".formatted(SCRIPT));
        }
        return folder;
    }
}

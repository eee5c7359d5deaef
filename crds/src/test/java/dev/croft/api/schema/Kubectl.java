package dev.croft.api.schema;

import dev.croft.testing.ClusterScript;
import dev.croft.testing.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program that most people use, in a sandbox; changes when tests start it differently. */
record Kubectl(Path program, Sandbox sandbox) {

    /** Exit code and everything printed. */
    record Said(int code, String text) {}

    static Kubectl of(Sandbox sandbox) {
        return new Kubectl(ClusterScript.program("kubernetes", "kubectl"), sandbox);
    }

    Said run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                program.toString(),
                "--kubeconfig",
                sandbox.kubeconfig().toString(),
                "--namespace",
                sandbox.namespace()));
        command.addAll(List.of(arguments));
        var running = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(running.waitFor(), text);
    }
}

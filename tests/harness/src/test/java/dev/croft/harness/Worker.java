package dev.croft.harness;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** One more node of a running Kind cluster; changes with how a node joins. */
final class Worker extends Node {

    static final String NAME = "kind-worker";
    // What the module calls the other one.
    static final String FIRST = "kind";

    private static final Duration START = Duration.ofSeconds(90);

    private final List<String> join;

    /** @param join the command that makes a machine a node of the cluster */
    Worker(String image, List<String> join) {
        super(image);
        this.join = List.copyOf(join);
        waitingFor(new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {
                // Whether the node is ready is told by the API server.
            }
        });
    }

    @Override
    protected void containerIsStarting(InspectContainerResponse container, boolean reused) {
        await("the system of the second node is up")
                .atMost(START)
                .until(() -> end("systemctl", "is-active", "containerd").getExitCode() == 0);
        run(Stream.concat(join.stream(), Stream.of("--node-name=" + NAME, "--skip-phases=preflight"))
                .toArray(String[]::new));
    }
}

package dev.croft.operator.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.testing.Sandbox;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The one operator that serves all tests of a class, each in a namespace of its own; changes with how tests share it. */
final class SharedOperator {

    private final String name;
    private @Nullable OperatorProcess process;

    SharedOperator(String name) {
        this.name = name;
    }

    /** The cluster as a test sees it; the operator is started for the first one. */
    Cluster serve(Sandbox sandbox) throws IOException {
        Cluster.ingressClass(sandbox.client(), "traefik");
        if (process == null) {
            process = OperatorProcess.start(sandbox.client(), sandbox.kubeconfig(), name)
                    .leading(sandbox.client());
        }
        return new Cluster(sandbox);
    }

    /** Ends the operator, which must not have ended before. */
    void stop() throws InterruptedException {
        assertThat(process).as("an operator was started").isNotNull();
        assertThat(process.isAlive()).as("the operator never ended by itself").isTrue();
        // 143 is how a JVM ends that was asked to.
        assertThat(process.stop()).isIn(0, 143);
    }
}

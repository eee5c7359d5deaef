package dev.croft.operator.running;

import static dev.croft.operator.running.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.testing.ApiServer;
import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many requests each event may cost; the numbers are those of docs/performance.md. */
class BudgetIT {

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving(Path.of("..", "..", "crds", "manifests"));

    private static final int SERVICES = 20;
    private static final int OBJECTS_OF_A_SERVICE = 3;
    private static final int WATCHED_KINDS = 11;

    @Test
    void keepsToTheBudgetFromBirthToDeath(Sandbox sandbox) throws IOException, InterruptedException {
        var cluster = new Cluster(sandbox);
        var operator = OperatorProcess.start(sandbox.client(), sandbox.kubeconfig(), "budget")
                .leading(sandbox.client());
        try {
            creation(cluster);
            edits(cluster);
            repair(cluster);
            assertThat(operator.stop()).isIn(0, 143);
            restart(cluster);
        } finally {
            operator.kill();
        }
    }

    private static void creation(Cluster cluster) throws IOException {
        var ledger = cluster.ledger();
        cluster.applyProject("shop");
        for (int i = 0; i < SERVICES; i++) {
            cluster.applyService("shop", "app-" + i, "");
        }
        for (int i = 0; i < SERVICES; i++) {
            cluster.podsBecomeReady("app-" + i);
        }
        eventually("all are ready").until(() -> cluster.projectIs("shop", "Ready", "Ready"));
        Cluster.quiet();

        assertThat(ledger.gets()).as("reads").isEmpty();
        assertThat(ledger.writes().stream().filter(write -> write.startsWith("create ")))
                .as("one create per object")
                .hasSize(1 + SERVICES * OBJECTS_OF_A_SERVICE);
        assertThat(ledger.writes().stream().filter(write -> write.startsWith("patch services/status ")))
                .as("at most two status writes per Service")
                .hasSizeLessThanOrEqualTo(2 * SERVICES);
        assertThat(ledger.writes().stream()
                        .filter(write -> !write.startsWith("create ") && !write.contains("/status ")))
                .as("nothing else is written")
                .isEmpty();
    }

    private static void edits(Cluster cluster) throws IOException {
        var ledger = cluster.ledger();
        cluster.edit("app-0", service -> {
            service.getMetadata().setLabels(Map.of("team", "blue"));
            return service;
        });
        Cluster.quiet();
        assertThat(ledger.writes()).as("a label without meaning").isEmpty();
        assertThat(ledger.gets()).isEmpty();

        ledger.startAnew();
        cluster.applyService("shop", "app-0", "args: [--new]");
        cluster.podsBecomeReady("app-0");
        eventually("rolled out").until(() -> cluster.projectIs("shop", "Ready", "Ready"));
        Cluster.quiet();
        assertThat(ledger.gets()).isEmpty();
        assertThat(ledger.writes().stream().filter(write -> !write.contains("/status ")))
                .as("one apply for a new release")
                .containsExactly("patch deployments app-0 200");
        assertThat(ledger.writes().stream().filter(write -> write.startsWith("patch services/status ")))
                .hasSizeLessThanOrEqualTo(2);
    }

    private static void repair(Cluster cluster) throws IOException {
        var ledger = cluster.ledger();
        cluster.client()
                .resources(Deployment.class)
                .inNamespace(cluster.namespace())
                .withName("app-1")
                .delete();
        eventually("back").until(() -> cluster.deployment("app-1").isPresent());
        cluster.podsBecomeReady("app-1");
        eventually("ready again").until(() -> cluster.projectIs("shop", "Ready", "Ready"));
        Cluster.quiet();
        assertThat(ledger.writes().stream().filter(write -> !write.contains("/status ")))
                .as("one write for one deleted object")
                .containsExactly("create deployments app-1 201");
    }

    private static void restart(Cluster cluster) throws IOException, InterruptedException {
        var everything = new Ledger(cluster.sandbox().kubeconfig(), "");
        var ledger = cluster.ledger();
        var second = OperatorProcess.start(cluster.client(), cluster.sandbox().kubeconfig(), "budget-again")
                .leading(cluster.client());
        try {
            Cluster.quiet();
            assertThat(ledger.writes()).as("a restart writes nothing").isEmpty();
            assertThat(ledger.gets()).as("a restart reads no object").isEmpty();
            assertThat(everything.lists()).as("one list per watched kind").hasSize(WATCHED_KINDS);
        } finally {
            second.stop();
        }
    }
}

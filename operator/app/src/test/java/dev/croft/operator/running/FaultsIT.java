package dev.croft.operator.running;

import static dev.croft.operator.running.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.testing.ApiServer;
import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong around the operator, and what it must not do then. */
class FaultsIT {

    private static final int GOOD_ONES = 20;

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving(Path.of("..", "..", "crds", "manifests"));

    @Test
    void letsOneUnreadableResourceDisturbNoOther(Sandbox sandbox) throws IOException, InterruptedException {
        var cluster = new Cluster(sandbox);
        var strict = definition(sandbox);
        // As an older Croft may have stored it: what the schema once accepted and the type cannot hold.
        loosen(sandbox);
        var operator = OperatorProcess.start(sandbox.client(), sandbox.kubeconfig(), "unreadable")
                .leading(sandbox.client());
        try {
            cluster.applyProject("shop");
            eventually("the loose schema is served").ignoreExceptions().until(() -> {
                cluster.applyService("shop", "bad", "replicas: three");
                return true;
            });
            for (int i = 0; i < GOOD_ONES; i++) {
                cluster.applyService("shop", "good-" + i, "");
            }
            for (int i = 0; i < GOOD_ONES; i++) {
                cluster.podsBecomeReady("good-" + i);
            }
            for (int i = 0; i < GOOD_ONES; i++) {
                var name = "good-" + i;
                eventually(name + " is ready").until(() -> cluster.serviceIs(name, "Ready", "Ready"));
            }
            eventually("the bad one says what is wrong").until(() -> cluster.serviceIs("bad", "Stalled", "Unreadable"));

            assertThat(cluster.condition(CroftService.class, "bad", "Ready")
                            .orElseThrow()
                            .message())
                    .startsWith("spec.replicas: \"three\" is not a whole number");
            assertThat(operator.isAlive()).isTrue();
            assertThat(operator.isReady()).isTrue();

            cluster.applyService("shop", "bad", "replicas: 1");
            eventually("corrected, it goes on").until(() -> cluster.serviceIs("bad", "Ready", "RollingOut"));
        } finally {
            operator.kill();
            strict.getMetadata().setResourceVersion(null);
            sandbox.client().resource(strict).update();
        }
    }

    @Test
    void handsOverInOrderAndWritesNothingOnceDeposed(Sandbox sandbox) throws IOException, InterruptedException {
        var cluster = new Cluster(sandbox);
        var first = OperatorProcess.start(sandbox.client(), sandbox.kubeconfig(), "leader")
                .leading(sandbox.client());
        var second = OperatorProcess.start(sandbox.client(), sandbox.kubeconfig(), "standby");
        try {
            cluster.applyProject("shop");
            cluster.applyService("shop", "web", "");
            eventually("made").until(() -> cluster.deployment("web").isPresent());
            Cluster.quiet();

            first.signal("STOP");
            await("the standby takes over")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> "standby".equals(OperatorProcess.leader(sandbox.client())));
            cluster.applyService("shop", "web", "replicas: 3");
            eventually("the new leader acts")
                    .until(() ->
                            cluster.deployment("web").orElseThrow().getSpec().getReplicas() == 3);
            Cluster.quiet();
            var ledger = cluster.ledger();
            first.signal("CONT");
            await("the deposed one ends").atMost(Duration.ofSeconds(30)).until(() -> !first.isAlive());
            assertThat(ledger.writes()).isEmpty();

            long started = System.nanoTime();
            assertThat(second.stop()).isIn(0, 143);
            assertThat(OperatorProcess.leader(sandbox.client()))
                    .as("the Lease is given back")
                    .isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(25));
        } finally {
            first.kill();
            second.kill();
        }
    }

    private static CustomResourceDefinition definition(Sandbox sandbox) {
        return sandbox.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("services.croft.dev")
                .get();
    }

    private static void loosen(Sandbox sandbox) {
        sandbox.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("services.croft.dev")
                .edit(crd -> {
                    var anything = new JSONSchemaProps();
                    anything.setXKubernetesPreserveUnknownFields(true);
                    var spec = crd.getSpec()
                            .getVersions()
                            .getFirst()
                            .getSchema()
                            .getOpenAPIV3Schema()
                            .getProperties()
                            .get("spec");
                    spec.getProperties().put("replicas", anything);
                    // Rules are checked by type: none may speak of a number that is none any more.
                    spec.getXKubernetesValidations()
                            .removeIf(rule -> rule.getRule().contains("replicas"));
                    return crd;
                });
    }
}

package dev.croft.operator.running;

import static dev.croft.operator.running.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.testing.ApiServer;
import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens where others lay hands on the operator's objects, on purpose or not. */
class OthersIT {

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving(Path.of("..", "..", "crds", "manifests"));

    private static final SharedOperator OPERATOR = new SharedOperator("others");

    private Cluster cluster;

    @BeforeEach
    void serve(Sandbox sandbox) throws IOException {
        cluster = OPERATOR.serve(sandbox);
    }

    @AfterAll
    static void stopOperator() throws InterruptedException {
        OPERATOR.stop();
    }

    @Test
    void saysWhoseFightItIs() throws IOException {
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", "");
        eventually("made").until(() -> cluster.deployment("web").isPresent());

        eventually("the fight is told").until(() -> {
            cluster.edit(Deployment.class, "web", live -> {
                live.getSpec().setReplicas(7);
                return live;
            });
            return cluster.serviceIs("web", "Stalled", "Contested");
        });
        var ledger = cluster.ledger();
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 5; i++) {
                int replicas = 9 + i;
                cluster.edit(Deployment.class, "web", live -> {
                    live.getSpec().setReplicas(replicas);
                    return live;
                });
            }
            org.awaitility.Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        }
        assertThat(ledger.writes())
                .filteredOn(write -> write.startsWith("patch deployments"))
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void writesNothingMoreWhereAProbeSendsAHeaderTwice() throws IOException {
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", """
                probes:
                  readiness:
                    httpGet: {port: http, httpHeaders: [{name: X, value: a}, {name: X, value: b}]}
                """);
        eventually("rolling out").until(() -> cluster.serviceIs("web", "Ready", "RollingOut"));
        Cluster.quiet();
        var ledger = cluster.ledger();

        cluster.edit("web", service -> annotated(service, "example.com/note", "look again"));
        Cluster.quiet();

        assertThat(ledger.writes()).isEmpty();
    }

    @Test
    void waitsForAnObjectThatIsBeingRemoved() {
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", "");
        cluster.podsBecomeReady("web");
        eventually("ready").until(() -> cluster.serviceIs("web", "Ready", "Ready"));
        var before = cluster.get(NetworkPolicy.class, "web").getMetadata().getUid();
        cluster.edit(NetworkPolicy.class, "web", live -> finalizedBy(live, List.of("example.com/slow")));
        cluster.client().resource(cluster.get(NetworkPolicy.class, "web")).delete();

        eventually("the removal is told").until(() -> cluster.serviceIs("web", "Ready", "NameInUse"));

        cluster.edit(NetworkPolicy.class, "web", live -> finalizedBy(live, List.of()));
        eventually("ready again").until(() -> cluster.serviceIs("web", "Ready", "Ready"));
        assertThat(cluster.get(NetworkPolicy.class, "web").getMetadata().getUid())
                .isNotEqualTo(before);
    }

    private static NetworkPolicy finalizedBy(NetworkPolicy live, List<String> finalizers) {
        live.getMetadata().setFinalizers(finalizers);
        return live;
    }

    @Test
    void saysThatSomebodyKeepsDeleting() throws IOException {
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", "");
        eventually("made").until(() -> cluster.deployment("web").isPresent());
        Cluster.quiet();
        var ledger = cluster.ledger();
        long started = System.nanoTime();

        eventually("the fight is told").until(() -> {
            cluster.deployment("web")
                    .ifPresent(live -> cluster.client().resource(live).delete());
            return cluster.serviceIs("web", "Stalled", "Contested");
        });

        assertThat(ledger.writes())
                .filteredOn(write -> write.startsWith("create deployments"))
                .hasSizeBetween(
                        3,
                        4 + (int) Duration.ofNanos(System.nanoTime() - started).toSeconds());
        eventually("the fight is over")
                .until(() -> cluster.deployment("web").isPresent() && cluster.serviceIs("web", "Ready", "RollingOut"));
    }

    @Test
    void repairsWhatFalselyClaimsThatItsWriterHadSeenMore() {
        cluster.applyProject("shop");
        cluster.applyService("shop", "web", "");
        eventually("rolling out").until(() -> cluster.serviceIs("web", "Ready", "RollingOut"));
        var claim = "projects.croft.dev=999999999 services.croft.dev=999999999";

        cluster.edit(Deployment.class, "web", live -> {
            live.getMetadata().getAnnotations().put("croft.dev/seen", claim);
            live.getSpec().setReplicas(7);
            return live;
        });

        eventually("repaired")
                .until(() -> cluster.deployment("web")
                        .filter(live -> live.getSpec().getReplicas() == 1
                                && !claim.equals(
                                        live.getMetadata().getAnnotations().get("croft.dev/seen")))
                        .isPresent());
    }

    @Test
    void makesWhatLeadsElsewhereAnewOnceItHasSelectedPods() throws IOException {
        cluster.applyProject("shop");
        cluster.apply("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: printer}
                spec:
                  projectRef: {name: shop}
                  external: {host: 192.0.2.10, port: 631}
                """);
        eventually("ready").until(() -> cluster.serviceIs("printer", "Ready", "Ready"));
        Cluster.quiet();
        var before = cluster.get(Service.class, "printer");
        var ledger = cluster.ledger();

        cluster.edit(Service.class, "printer", live -> {
            live.getSpec().setSelector(Map.of("app", "mine"));
            return live;
        });

        eventually("ready again")
                .until(() -> Optional.ofNullable(cluster.get(Service.class, "printer"))
                                .filter(live -> live.getSpec().getSelector().isEmpty())
                                .isPresent()
                        && cluster.serviceIs("printer", "Ready", "Ready"));
        Cluster.quiet();
        assertThat(cluster.get(Service.class, "printer").getMetadata().getUid())
                .isNotEqualTo(before.getMetadata().getUid());
        assertThat(ledger.writes())
                .filteredOn(write -> write.contains(" services printer "))
                .containsExactly("delete services printer 200", "create services printer 201");
    }

    private static CroftService annotated(CroftService service, String key, String value) {
        service.getMetadata().getAnnotations().put(key, value);
        return service;
    }
}

package dev.croft.harness.stories;

import static dev.croft.harness.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.harness.OnKind;
import dev.croft.harness.Stage;
import dev.croft.harness.Visitor;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Visitors who notice nothing while pods come and go. How many releases: {@code -Dcroft.releases=10}, 2 without it.
 */
@Isolated("It measures time.")
class ReleaseStoriesIT {

    @RegisterExtension
    static final OnKind KIND = new OnKind();

    private static final int RELEASES = Integer.getInteger("croft.releases", 2);
    private static final int REQUESTS_PER_SECOND = 50;

    @Test
    void losesNoRequestWhileTwoReplicasAreReleased(Stage stage) {
        runs(stage, 2);
        try (var visitor = stage.visitor(stage.host(), REQUESTS_PER_SECOND)) {
            for (int number = 1; number <= RELEASES; number++) {
                if (number == RELEASES / 2 + 1) {
                    releaseWhatDoesNotExist(stage);
                }
                release(stage, number);
            }
            tellAndJudge(
                    stage, visitor, RELEASES + " releases of two replicas, and one of an image that does not exist");
        }
    }

    @Test
    void losesNoRequestWhileASingleReplicaIsReleased(Stage stage) {
        runs(stage, 1);
        try (var visitor = stage.visitor(stage.host(), REQUESTS_PER_SECOND)) {
            for (int number = 1; number <= RELEASES; number++) {
                release(stage, number);
            }
            tellAndJudge(stage, visitor, RELEASES + " releases of a single replica");
        }
    }

    @Test
    void letsNodesBeDrained(Stage stage) {
        stage.onTwoNodes(() -> {
            runs(stage, 2);
            assertThat(stage.pods("web")).extracting(ReleaseStoriesIT::node).contains(Stage.FIRST, Stage.WORKER);
            try (var visitor = stage.visitor(stage.host(), REQUESTS_PER_SECOND)) {
                drain(stage);
                stage.awaitReady("csvc/web");
                tellAndJudge(stage, visitor, "the drain of a node with one of two replicas");
            }

            onlyReplicaOn(stage, Stage.WORKER);
            try (var visitor = stage.visitor(stage.host(), REQUESTS_PER_SECOND)) {
                drain(stage);
                stage.awaitReady("csvc/web");
                stage.awaitText(stage.host(), "greeter");
                visitor.stop();
                stage.tell("of a single replica, nobody was answered for %d ms; %d of %d requests failed"
                        .formatted(
                                visitor.longestGap().toMillis(),
                                visitor.failures().size(),
                                visitor.answers().size()));
            }
            eventually("the node is empty")
                    .until(
                            () -> stage.pods("web"),
                            pods -> pods.stream().map(ReleaseStoriesIT::node).allMatch(Stage.FIRST::equals));
        });
    }

    @Test
    void goesBackToAnEarlierRelease(Stage stage) {
        runs(stage, 1);
        var first = status(stage).revision();
        release(stage, 1);
        assertThat(status(stage).revision()).isNotEqualTo(first);

        stage.tell("a user goes back to revision " + first);
        patch(stage, "{\"spec\":{\"deploy\":{\"rollbackTo\":\"%s\"}}}".formatted(first));

        stage.awaitReady("csvc/web");
        stage.awaitText(stage.host(), "greeter 1.0.0");
        assertThat(status(stage).revision()).isEqualTo(first);
        stage.show("get", "csvc", "-o", "wide");
    }

    private static ServiceStatus status(Stage stage) {
        return Objects.requireNonNull(
                stage.find(CroftService.class, "web").orElseThrow().getStatus());
    }

    private static void onlyReplicaOn(Stage stage, String node) {
        stage.kubectl("uncordon", node);
        stage.kubectl("cordon", Stage.FIRST);
        patch(stage, "{\"spec\":{\"replicas\":1}}");
        stage.kubectl("annotate", "csvc", "web", "croft.dev/redeploy=" + node);
        stage.awaitReady("csvc/web");
        stage.kubectl("uncordon", Stage.FIRST);
        eventually("the only pod is on " + node)
                .until(
                        () -> stage.pods("web"),
                        pods -> pods.stream().map(ReleaseStoriesIT::node).allMatch(node::equals));
    }

    private static void runs(Stage stage, int replicas) {
        stage.apply("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: site}
                spec: {domain: %s, entrypoint: web, routing: {ingressClassName: traefik}}
                ---
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: web}
                spec:
                  projectRef: {name: site}
                  image: croft.dev/greeter:1.0.0
                  imagePullPolicy: IfNotPresent
                  ports: [{name: http, port: 8080}]
                  replicas: %d
                  probes: {readiness: {httpGet: {path: /healthz, port: http}, periodSeconds: 1}}
                """.formatted(stage.host(), replicas));
        stage.awaitReady("project/site");
        stage.awaitText(stage.host(), "greeter 1.0.0");
    }

    private static void release(Stage stage, int number) {
        var version = number % 2 == 0 ? "1.0.0" : "1.1.0";
        setImage(stage, "croft.dev/greeter:" + version);
        stage.awaitReady("csvc/web");
        eventually("only release %d runs".formatted(number))
                .until(
                        () -> stage.pods("web"),
                        pods -> pods.stream().allMatch(pod -> image(pod).endsWith(version)));
    }

    private static void releaseWhatDoesNotExist(Stage stage) {
        stage.tell("a user sets an image that does not exist");
        setImage(stage, "croft.dev/greeter:no-such-tag");
        stage.awaitCondition(CroftService.class, "web", "Ready", "False", "ImagePullFailed");
    }

    private static void setImage(Stage stage, String image) {
        patch(stage, "{\"spec\":{\"image\":\"%s\"}}".formatted(image));
    }

    private static void patch(Stage stage, String change) {
        stage.kubectl("patch", "csvc", "web", "--type=merge", "--patch", change);
    }

    private static void drain(Stage stage) {
        stage.tell("a node is drained");
        // Of these alone, as kubectl warns of the pod of kube-proxy, which no drain takes away.
        stage.kubectl("drain", Stage.WORKER, "--pod-selector=app.kubernetes.io/managed-by=croft", "--timeout=120s");
    }

    private static void tellAndJudge(Stage stage, Visitor visitor, String during) {
        visitor.stop();
        stage.tell("%d requests, %d a second, during %s: %d failed; longest between two good ones %d ms"
                .formatted(
                        visitor.answers().size(),
                        REQUESTS_PER_SECOND,
                        during,
                        visitor.failures().size(),
                        visitor.longestGap().toMillis()));
        assertThat(visitor.answers()).hasSizeGreaterThan(REQUESTS_PER_SECOND);
        assertThat(visitor.failures()).isEmpty();
    }

    private static String image(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getImage();
    }

    private static String node(Pod pod) {
        return pod.getSpec().getNodeName();
    }
}

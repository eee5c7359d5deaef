package dev.croft.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.outcome.Problem;
import dev.croft.operator.outcome.Reason;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.workload.LiveWorkload;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodTroubleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final LiveWorkload QUIET = workload("{}");

    @Test
    void findsNoneInAHealthyPod() {
        assertThat(of(container("{running: {}}"))).isEmpty();
        assertThat(of(container("{waiting: {reason: ContainerCreating}}"))).isEmpty();
        assertThat(of(Samples.pod("web-1", "metadata: {annotations: {croft.dev/release: r1}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ErrImagePull", "ImagePullBackOff", "RegistryUnavailable", "ImageInspectError"})
    void tellsThatAnImageCannotBePulled(String reason) {
        var trouble = of(container("{waiting: {reason: %s, message: 'manifest unknown'}}".formatted(reason)));

        assertThat(trouble).map(Problem::reason).contains(ServiceReason.ImagePullFailed);
        assertThat(trouble.orElseThrow().message())
                .startsWith("Image example.com/web:1 cannot be pulled: the registry has no such image.");
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidImageName, its name is invalid",
        "ErrImageNeverPull, 'it is not on the node, and spec.imagePullPolicy is Never'",
        "ErrImagePull, the registry does not give it"
    })
    void knowsWithoutTheRegistryWhyAnImageIsNotThere(String reason, String cause) {
        assertThat(of(container("{waiting: {reason: %s}}".formatted(reason)))
                        .orElseThrow()
                        .message())
                .contains("cannot be pulled: " + cause + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateContainerConfigError", "CreateContainerError", "RunContainerError"})
    void tellsThatAContainerCannotBeCreated(String reason) {
        var trouble = of(container("{waiting: {reason: %s, message: \"runs as\\n root.\"}}".formatted(reason)));

        assertThat(trouble).map(Problem::reason).contains(ServiceReason.ContainerConfigInvalid);
        assertThat(trouble.orElseThrow().message()).startsWith("The container cannot be created: runs as  root. Set");
    }

    @Test
    void namesTheReasonWhereTheKubeletSaysNothingElse() {
        assertThat(of(container("{waiting: {reason: CreateContainerError}}"))
                        .orElseThrow()
                        .message())
                .startsWith("The container cannot be created: CreateContainerError. ");
    }

    @Test
    void tellsHowAContainerEndsAgainAndAgain() {
        var crashing = of(container("{waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 3}}"));
        var killed = of(container(
                "{waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}"));
        var unknown = of(container("{waiting: {reason: CrashLoopBackOff}}"));

        assertThat(crashing.orElseThrow().message())
                .startsWith("The container ends again and again with exit code 3.")
                .contains("kubectl logs web-1 --previous");
        assertThat(killed.orElseThrow().message()).contains("more memory than spec.resources.limits.memory");
        assertThat(unknown.orElseThrow().message()).startsWith("The container ends again and again.");
        assertThat(unknown).map(Problem::reason).contains(ServiceReason.CrashLooping);
    }

    @Test
    void tellsThatNoNodeHasRoom() {
        var trouble = of(pod("web-1", "r1", """
                conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: "0/1 nodes: Insufficient cpu."}]
                """));

        assertThat(trouble).map(Problem::reason).contains(ServiceReason.Unschedulable);
        assertThat(trouble.orElseThrow().message())
                .startsWith("No node takes a pod: 0/1 nodes: Insufficient cpu. Lower");
    }

    @Test
    void waitsForAClaimThatIsBeingBound() {
        assertThat(of(pod("web-1", "r1", """
                conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: "pod has unbound immediate PersistentVolumeClaims"}]
                """))).isEmpty();
    }

    @Test
    void tellsFirstThatPodsMayNotBeCreatedAndLooksAgain() {
        var refused = workload("""
                {conditions: [{type: Available, status: "True"},
                  {type: ReplicaFailure, status: "True", message: "exceeded quota: one"}]}""");

        var trouble = PodTrouble.of(refused, List.of(container("{waiting: {reason: CrashLoopBackOff}}")));

        assertThat(trouble).map(Problem::reason).contains(ServiceReason.PodsRefused);
        assertThat(trouble.orElseThrow().message()).startsWith("Pods may not be created: exceeded quota: one. ");
        assertThat(trouble.orElseThrow().lookAgain()).contains(Duration.ofSeconds(60));
    }

    @Test
    void ignoresAFailureOfReplicasThatIsOver() {
        var fine = workload("{conditions: [{type: ReplicaFailure, status: \"False\", message: x}]}");

        assertThat(PodTrouble.of(fine, List.of())).isEmpty();
    }

    @Test
    void looksOnlyAtPodsOfTheWantedRelease() {
        var older =
                pod("web-0", "r0", "containerStatuses: [{name: app, state: {waiting: {reason: CrashLoopBackOff}}}]");
        var leaving = container("{waiting: {reason: CrashLoopBackOff}}");
        leaving.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        var stranger = Samples.pod("web-9", "metadata: {}\nstatus: {}");

        assertThat(of(older, leaving, stranger)).isEmpty();
    }

    @Test
    void takesTheFirstPodByName() {
        var first = pod("web-a", "r1", "containerStatuses: [{name: app, state: {waiting: {reason: ErrImagePull}}}]");
        var second =
                pod("web-b", "r1", "containerStatuses: [{name: app, state: {waiting: {reason: CrashLoopBackOff}}}]");

        assertThat(of(second, first)).map(Problem::reason).contains((Reason) ServiceReason.ImagePullFailed);
    }

    @Test
    void tellsThatCroftsOwnImageCannotBePulled() {
        var trouble = of(pod("web-1", "r1", """
                initContainerStatuses: [{name: wait, image: "croft:dev", state: {waiting: {reason: ErrImageNeverPull}}}]
                containerStatuses: [{name: app, state: {waiting: {reason: PodInitializing}}}]
                """));

        assertThat(trouble).map(Problem::reason).contains(ServiceReason.ImagePullFailed);
        assertThat(trouble.orElseThrow().message())
                .startsWith("Image croft:dev of init container wait, which is Croft's own, cannot be pulled:");
    }

    @Test
    void tellsWhyTemplatesCannotBeFilledIn() {
        var trouble = of(pod("web-1", "r1", """
                initContainerStatuses:
                - name: files
                  state: {waiting: {reason: CrashLoopBackOff}}
                  lastState: {terminated: {exitCode: 3, message: "/a names ${B}, which is no variable of env or envFrom\\n"}}
                """));

        assertThat(trouble).map(Problem::reason).contains(ServiceReason.TemplateError);
        assertThat(trouble.orElseThrow().message()).contains("/a names ${B}, which is no variable of env or envFrom.");
    }

    @Test
    void knowsAPodThatWaitsForADependency() {
        var waiting = pod("web-1", "r1", "initContainerStatuses: [{name: wait, state: {running: {}}}]");
        var done = pod("web-1", "r1", "initContainerStatuses: [{name: wait, state: {terminated: {exitCode: 0}}}]");
        var older = pod("web-0", "r0", "initContainerStatuses: [{name: wait, state: {running: {}}}]");

        assertThat(PodTrouble.awaitsDependency(QUIET, List.of(done, waiting))).isTrue();
        assertThat(PodTrouble.awaitsDependency(QUIET, List.of(done, older))).isFalse();
    }

    @Test
    void shortensWhatIsTooLongToRead() {
        var message = of(container("{waiting: {reason: CreateContainerError, message: %s}}".formatted("x".repeat(500))))
                .orElseThrow()
                .message();

        assertThat(message).contains("x".repeat(160) + "…").doesNotContain("x".repeat(161));
    }

    @Test
    void goesOnSayingThatAContainerCrashesBetweenTwoCrashes() {
        var again = pod("web-1", "r1", """
                initContainerStatuses: [{name: wait, ready: true, lastState: {terminated: {exitCode: 1}}}]
                containerStatuses: [{name: app, ready: false, state: {running: {}}, lastState: {terminated: {exitCode: 1}}}]
                """);
        var ready = pod("web-1", "r1", """
                containerStatuses: [{name: app, ready: true, state: {running: {}}, lastState: {terminated: {exitCode: 1}}}]
                """);

        assertThat(PodTrouble.ofCrashing(QUIET, List.of(again), NOW).map(Problem::reason))
                .contains(ServiceReason.CrashLooping);
        assertThat(PodTrouble.ofCrashing(QUIET, List.of(ready), NOW)).isEmpty();
        assertThat(PodTrouble.ofCrashing(QUIET, List.of(container("{running: {}}")), NOW))
                .isEmpty();
        assertThat(of(again)).isEmpty();
    }

    // Without a probe a container is ready as soon as it runs.
    @Test
    void believesAContainerThatCrashedOnlyOnceItHasRunForAWhile() {
        var ready =
                "containerStatuses: [{name: app, ready: true, state: {running: {startedAt: \"%s\"}}, lastState: {terminated: {exitCode: 1}}}]";
        var fresh = pod("web-1", "r1", ready.formatted(NOW.minusSeconds(29)));
        var settled = pod("web-1", "r1", ready.formatted(NOW.minusSeconds(30)));

        assertThat(PodTrouble.ofCrashing(QUIET, List.of(fresh), NOW).map(Problem::reason))
                .contains(ServiceReason.CrashLooping);
        assertThat(PodTrouble.ofCrashing(QUIET, List.of(settled), NOW)).isEmpty();
    }

    @Test
    void passesOverPodsThatHaveEnded() {
        var evicted = pod(
                "web-0",
                "r1",
                "phase: Failed\ncontainerStatuses: [{name: app, ready: false, lastState: {terminated: {exitCode: 1}}}]");

        assertThat(PodTrouble.ofCrashing(QUIET, List.of(evicted), NOW)).isEmpty();
    }

    @Test
    void saysThatOldPodsServeOnlyWhereThereAreSome() {
        var crashing = container("{waiting: {reason: CrashLoopBackOff}}");
        var alone = workload("{observedGeneration: 1, replicas: 1, updatedReplicas: 1}");
        var beside = workload("{observedGeneration: 1, replicas: 2, updatedReplicas: 1}");

        assertThat(PodTrouble.of(alone, List.of(crashing)).orElseThrow().message())
                .doesNotContain("keep serving");
        assertThat(PodTrouble.of(beside, List.of(crashing)).orElseThrow().message())
                .contains("keep serving");
    }

    @Test
    void goesOnSayingThatATemplateCannotBeFilledInBetweenTwoTries() {
        var again = pod("web-1", "r1", """
                initContainerStatuses:
                - {name: files, ready: false, state: {running: {}}, lastState: {terminated: {exitCode: 3, message: "no X"}}}
                """);

        assertThat(PodTrouble.ofCrashing(QUIET, List.of(again), NOW).map(Problem::reason))
                .contains(ServiceReason.TemplateError);
    }

    private static Optional<Problem> of(Pod... pods) {
        return PodTrouble.of(QUIET, List.of(pods));
    }

    private static LiveWorkload workload(String status) {
        return LiveWorkload.of(Samples.deployment("web", """
                metadata: {generation: 1, annotations: {croft.dev/release: r1}}
                spec: {template: {spec: {containers: [{name: app, image: "example.com/web:1"}]}}}
                status: %s
                """.formatted(status)));
    }

    private static Pod container(String state) {
        return pod("web-1", "r1", "containerStatuses: [{name: app, state: %s}]".formatted(state));
    }

    private static Pod pod(String name, String release, String status) {
        return Samples.pod(
                name,
                "metadata: {annotations: {croft.dev/release: %s}}%nstatus:%n".formatted(release) + status.indent(2));
    }
}

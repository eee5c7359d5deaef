package dev.croft.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.Release;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.outcome.Verdict;
import dev.croft.operator.routing.IngressClasses;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.workload.LiveWorkload;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceVerdictTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Project PROJECT = Samples.project("");
    private static final ObjectKey INGRESS = new ObjectKey("Ingress", "acme", "web");
    private static final Plan CLEAR = handing(INGRESS);

    private final CroftService service = Samples.service("web", """
            ports: [{name: http, port: 8080}]
            routes: [{hosts: [shop.example.com]}]
            """);

    @Test
    void isReadyWhenEveryPodRunsTheRelease() {
        var status = judge(complete(1), Applied.NOTHING).status();

        assertThat(find(status, "Deployed").isTrue()).isTrue();
        assertThat(find(status, "Routed").isTrue()).isTrue();
        assertThat(find(status, "Ready").isTrue()).isTrue();
        assertThat(status.replicas()).isEqualTo("1/1");
        assertThat(status.url()).isEqualTo("http://shop.example.com/");
        assertThat(status.endpoints()).containsExactly("web.acme.svc:8080");
        assertThat(status.revision()).isEqualTo("r1");
    }

    @Test
    void doesNotBelieveAStatusOfAnOlderGeneration() {
        var outdated = complete(1);
        outdated.getMetadata().setGeneration(4L);

        assertThat(find(judge(outdated, Applied.NOTHING).status(), "Deployed").reason())
                .isEqualTo("RollingOut");
    }

    @Test
    void isNotReadyWhileAnyCountDiffers() {
        for (String counts : List.of(
                "{observedGeneration: 3, replicas: 2, updatedReplicas: 1, readyReplicas: 1}",
                "{observedGeneration: 3, replicas: 1, readyReplicas: 1}",
                "{observedGeneration: 3, replicas: 1, updatedReplicas: 1}",
                "{replicas: 1, updatedReplicas: 1, readyReplicas: 1}")) {
            var status = judge(deployment(counts), Applied.NOTHING).status();

            assertThat(find(status, "Ready").reason()).as(counts).isEqualTo("RollingOut");
            assertThat(status.history()).as(counts).extracting(Release::outcome).containsExactly("InProgress");
        }
    }

    @Test
    void tellsNoNewNumberOfPodsBeforeTheyAreSeen() {
        service.setStatus(judge(deployment("{}"), Applied.NOTHING).status());

        var status = judge(complete(1), Applied.NOTHING, pod("r1", "")).status();

        assertThat(find(status, "Ready").reason()).isEqualTo("RollingOut");
        assertThat(status).isEqualTo(service.getStatus());
    }

    @Test
    void asksForAHandAfterFiveMinutesOfRolling() {
        assertThat(judge(deployment("{}"), Applied.NOTHING).nextLook()).contains(Duration.ofMinutes(5));
    }

    @Test
    void repeatsWhatKeptThePlanFromBeingCarriedOut() {
        var taken = new Applied(
                List.of(),
                List.of(Problem.outOfSight(AnyReason.NameTaken, "Taken.").about(INGRESS)),
                0);

        var status = judge(complete(1), taken).status();

        assertThat(find(status, "Deployed").reason()).isEqualTo("NameTaken");
        assertThat(find(status, "Routed").reason()).isEqualTo("NameTaken");
        assertThat(find(status, "Stalled").message()).isEqualTo("Taken.");
    }

    @Test
    void handsNoRoutesOverWhereTheCoreServiceIsSomebodyElses() {
        var core = new ObjectKey("Service", "acme", "web");
        var taken = new Applied(
                List.of(),
                List.of(Problem.outOfSight(AnyReason.NameTaken, "Taken.").about(core)),
                0);

        assertThat(find(judge(complete(1), taken).status(), "Routed").reason()).isEqualTo("NameTaken");
    }

    @Test
    void handsNoRoutesOverWhileTheIngressWaits() {
        var waiting = new Applied(
                List.of(Hold.of(AnyReason.NameInUse, "Being removed.").about(INGRESS)), List.of(), 0);

        var routed = find(judge(complete(1), waiting).status(), "Routed");

        assertThat(routed.isTrue()).isFalse();
        assertThat(routed.reason()).isEqualTo("NameInUse");
    }

    @Test
    void handsNothingOverThatWasNotReached() {
        var claim = new ObjectKey("PersistentVolumeClaim", "acme", "data-web-0");
        var taken = Problem.outOfSight(AnyReason.NameTaken, "Taken.").about(claim);
        var stopped = new Applied(List.of(), List.of(taken), Set.of(INGRESS), 0);

        assertThat(find(judge(complete(1), stopped).status(), "Routed").reason())
                .isEqualTo("NameTaken");
    }

    @Test
    void handsNothingOverThatIsNotPlanned() {
        var impossible = new Plan.Draft();
        impossible.problem(Problem.of(ServiceReason.ExternalHostInside, "Inside."));

        var status = ServiceVerdict.of(
                        service,
                        new Observation().project(PROJECT).build(),
                        impossible.finish(),
                        Applied.NOTHING,
                        Optional.of(LiveWorkload.of(complete(1))),
                        Settings.defaults(),
                        NOW)
                .status();

        assertThat(find(status, "Routed").reason()).isEqualTo("ExternalHostInside");
        assertThat(status.history())
                .extracting(Release::outcome)
                .as("what runs has run")
                .containsExactly("Deployed");
    }

    @Test
    void handsTheRoutesOverWhateverIsWrongWithOtherObjects() {
        var budget = new ObjectKey("PodDisruptionBudget", "acme", "web");
        var refused = new Applied(
                List.of(),
                List.of(Problem.outOfSight(AnyReason.Rejected, "Refused.").about(budget)),
                0);

        var status = judge(complete(1), refused).status();

        assertThat(find(status, "Routed").isTrue()).isTrue();
        assertThat(find(status, "Ready").reason()).isEqualTo("Rejected");
    }

    @Test
    void waitsForAnObjectThatCannotBeWrittenYet() {
        var waiting = new Applied(List.of(Hold.of(AnyReason.NameInUse, "Being removed.")), List.of(), 0);

        assertThat(find(judge(complete(1), waiting).status(), "Deployed").reason())
                .isEqualTo("NameInUse");
    }

    @Test
    void isNotReadyWithoutADeployment() {
        var status = judge(null, Applied.NOTHING).status();

        assertThat(find(status, "Deployed").reason()).isEqualTo("RollingOut");
        assertThat(find(status, "Ready").reason()).isEqualTo("RollingOut");
        assertThat(status.replicas()).isEqualTo("0/1");
    }

    @Test
    void missesAnIngressClassOnlyWhereClassesCanBeSeen() {
        var choosing = Samples.project("routing: {ingressClassName: nginx}");

        assertThat(routed(choosing, Optional.of(new IngressClasses(Set.of("traefik"), Optional.empty()))))
                .isEqualTo("IngressClassNotFound");
        assertThat(routed(choosing, Optional.of(new IngressClasses(Set.of("nginx"), Optional.empty()))))
                .isEqualTo("Routed");
        assertThat(routed(choosing, Optional.empty())).isEqualTo("Routed");
        assertThat(routed(PROJECT, Optional.of(new IngressClasses(Set.of(), Optional.empty()))))
                .isEqualTo("Routed");
    }

    @Test
    void keepsShowingTheLiveReleaseWhileTheNextIsOnItsWay() {
        service.setStatus(judge(complete(1), Applied.NOTHING).status());

        var status = judge(deployment("{}"), Applied.NOTHING).status();

        assertThat(status.revision()).isEqualTo("r1");
        assertThat(status.image()).isEqualTo("example.com/web:1");
    }

    private static Plan handing(ObjectKey key) {
        var draft = new Plan.Draft();
        draft.base(new IngressBuilder()
                .withNewMetadata()
                .withNamespace(key.namespace())
                .withName(key.name())
                .endMetadata()
                .build());
        return draft.finish();
    }

    private String routed(Project project, Optional<IngressClasses> classes) {
        var seen = new Observation().project(project);
        classes.ifPresent(seen::ingressClasses);
        var status = ServiceVerdict.of(
                        service,
                        seen.build(),
                        CLEAR,
                        Applied.NOTHING,
                        Optional.of(LiveWorkload.of(complete(1))),
                        Settings.defaults(),
                        NOW)
                .status();
        return find(status, "Routed").reason();
    }

    private Verdict<ServiceStatus> judge(@Nullable Deployment deployment, Applied applied, Pod... pods) {
        var seen = new Observation().project(PROJECT).pods(List.of(pods)).build();
        return ServiceVerdict.of(
                service,
                seen,
                CLEAR,
                applied,
                Optional.ofNullable(deployment).map(LiveWorkload::of),
                Settings.defaults(),
                NOW);
    }

    private static Deployment complete(int replicas) {
        return deployment("{observedGeneration: 3, replicas: %1$d, updatedReplicas: %1$d, readyReplicas: %1$d}"
                .formatted(replicas));
    }

    private static Deployment deployment(String status) {
        return Samples.deployment("web", """
                metadata: {generation: 3, annotations: {croft.dev/release: r1}}
                spec: {template: {spec: {containers: [{name: app, image: "example.com/web:1"}]}}}
                status: %s
                """.formatted(status));
    }

    private static Pod pod(String release, String imageId) {
        return Samples.pod("web-" + release, """
                metadata: {annotations: {croft.dev/release: %s}}
                status: {containerStatuses: [{name: app, imageID: "%s"}]}
                """.formatted(release, imageId));
    }

    private static Condition find(ServiceStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}

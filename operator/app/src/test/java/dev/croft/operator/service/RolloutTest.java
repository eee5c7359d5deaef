package dev.croft.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Conditions;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.workload.LiveClaim;
import dev.croft.operator.workload.LiveWorkload;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Project ON = Samples.project("");
    private static final Project OFF = Samples.project("enabled: false");
    private static final CroftService REPORT = Samples.service("report", "schedule: 0 4 * * *");
    private static final CroftService WEB = Samples.service("web", "");
    private static final CroftService WAITING = Samples.service("web", "dependsOn: [{host: 192.0.2.1, port: 5432}]");

    @Test
    void ofAScheduledServiceIsInPlaceOnceItsNextRunIsOfTheRelease() {
        var rollout = scheduled(ON, "", List.of(), List.of());

        assertThat(rollout.isDeployed()).isTrue();
        assertThat(rollout.hasRun()).isFalse();
        assertThat(deployed(rollout).reason()).isEqualTo("Scheduled");
    }

    @Test
    void ofAScheduledServiceHasRunOnceAPodHadItsImage() {
        var rollout = scheduled(ON, "", List.of(), List.of(pod("report", "sha256:1")));

        assertThat(rollout.isDeployed()).isTrue();
        assertThat(rollout.hasRun()).isTrue();
        assertThat(deployed(rollout).reason()).isEqualTo("Scheduled");
    }

    @Test
    void ofAScheduledServiceThatIsSwitchedOffWaitsForTheRunThatIsUnderWay() {
        assertThat(deployed(scheduled(OFF, "suspend: true", List.of(), List.of()))
                        .reason())
                .isEqualTo("Disabled");
        assertThat(deployed(scheduled(OFF, "suspend: false", List.of(), List.of()))
                        .reason())
                .isEqualTo("RollingOut");
        assertThat(scheduled(OFF, "suspend: true", List.of(), List.of()).isDeployed())
                .isFalse();
    }

    @Test
    void ofAScheduledServiceTellsWhatBecameOfTheLastRun() {
        var failed = Samples.read("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: report-1, namespace: acme, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {template: {metadata: {annotations: {croft.dev/release: r1}}}}
                status: {conditions: [{type: Failed, status: "True"}]}
                """, Job.class);

        assertThat(deployed(scheduled(ON, "", List.of(failed), List.of())).reason())
                .isEqualTo("RunFailed");
        assertThat(deployed(scheduled(ON, "suspend: true", List.of(), List.of()))
                        .reason())
                .isEqualTo("RollingOut");
    }

    @Test
    void namesWhatPodsWaitFor() {
        var waiting = Samples.pod("web-1", """
                metadata: {annotations: {croft.dev/release: r1}}
                status: {initContainerStatuses: [{name: wait, state: {running: {}}}]}
                """);

        var deployed = deployed(rollout(WAITING, deployment("{}"), ON, List.of(), List.of(waiting)));

        assertThat(deployed.reason()).isEqualTo("DependencyNotReady");
        assertThat(deployed.message()).contains("192.0.2.1:5432");
    }

    @Test
    void tellsThatStorageIsAwaitedOnceThatLasts() {
        var claim = new LiveClaim(Samples.read("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data-web-0, namespace: acme}
                spec: {storageClassName: slow}
                """, PersistentVolumeClaim.class), Optional.of("slow"));
        var service = Samples.service("web", "volumes: [{name: data, mountPath: /data, size: 1Gi}]");
        assertThat(deployed(rollout(service, deployment("{}"), ON, List.of(claim), List.of()))
                        .message())
                .startsWith("Pods of the wanted release");

        var conditions = new Conditions(null, 1L, NOW.minusSeconds(31));
        rollout(service, deployment("{}"), ON, List.of(claim), List.of()).report(conditions, "Deployed");
        service.setStatus(new ServiceStatus(
                1L, conditions.settle().conditions(), null, null, null, null, null, List.of(), List.of()));

        assertThat(deployed(rollout(service, deployment("{}"), ON, List.of(claim), List.of()))
                        .message())
                .startsWith("Volume data waits for storage of class slow.");
    }

    @Test
    void goesOnSayingThatPodsCrashUntilOneIsReadyOrSomethingElseIsAsked() {
        var service = Samples.service("web", "");
        var between = Samples.pod("web-1", """
                metadata: {annotations: {croft.dev/release: r1}}
                status: {containerStatuses: [{name: app, ready: false, lastState: {terminated: {exitCode: 1}}}]}
                """);
        assertThat(rollout(service, deployment("{}"), ON, List.of(), List.of(between))
                        .problem())
                .isEmpty();

        var conditions = new Conditions(null, 1L, NOW);
        conditions.problems(List.of(Problem.of(ServiceReason.CrashLooping, "Crashes.")));
        service.setStatus(new ServiceStatus(
                1L, conditions.settle().conditions(), null, null, null, null, null, List.of(), List.of()));

        assertThat(rollout(service, deployment("{}"), ON, List.of(), List.of(between))
                        .problem())
                .map(Problem::reason)
                .contains(ServiceReason.CrashLooping);
        service.getMetadata().setGeneration(2L);
        assertThat(rollout(service, deployment("{}"), ON, List.of(), List.of(between))
                        .problem())
                .isEmpty();
    }

    @Test
    void believesTheNumberOfPodsOnceEachHasItsImage() {
        var ending = pod("web-0", "");
        ending.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

        assertThat(deployed(rollout(WEB, complete(), ON, List.of(), List.of())).reason())
                .isEqualTo("Deployed");
        assertThat(deployed(rollout(WEB, complete(), ON, List.of(), List.of(ending, pod("web-1", "sha256:1"))))
                        .reason())
                .isEqualTo("Deployed");
        assertThat(deployed(rollout(WEB, complete(), ON, List.of(), List.of(pod("web-1", ""))))
                        .reason())
                .isEqualTo("RollingOut");
        assertThat(deployed(rollout(WEB, deployment("{observedGeneration: 3}"), OFF, List.of(), List.of()))
                        .reason())
                .isEqualTo("Disabled");
    }

    private static Rollout scheduled(Project project, String spec, List<Job> runs, List<Pod> pods) {
        var live = LiveWorkload.of(Samples.read("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: report, annotations: {croft.dev/release: r1}}
                spec:
                  jobTemplate: {spec: {template: {}}}
                """ + spec.indent(2), CronJob.class));
        return Rollout.of(
                REPORT, seen(project, List.of(), pods, runs), clear(), Applied.NOTHING, Optional.of(live), NOW);
    }

    private static Rollout rollout(
            CroftService service, Deployment live, Project project, List<LiveClaim> claims, List<Pod> pods) {
        return Rollout.of(
                service,
                seen(project, claims, pods, List.of()),
                clear(),
                Applied.NOTHING,
                Optional.of(LiveWorkload.of(live)),
                NOW);
    }

    private static Plan clear() {
        return new Plan.Draft().finish();
    }

    private static ServiceObserved seen(Project project, List<LiveClaim> claims, List<Pod> pods, List<Job> runs) {
        return new Observation()
                .project(project)
                .claims(claims)
                .pods(pods)
                .runs(runs)
                .build();
    }

    private static Condition deployed(Rollout rollout) {
        var conditions = new Conditions(null, 1L, NOW);
        rollout.report(conditions, "Deployed");
        return conditions.settle().conditions().stream()
                .filter(condition -> condition.type().equals("Deployed"))
                .findFirst()
                .orElseThrow();
    }

    private static Deployment complete() {
        return deployment("{observedGeneration: 3, replicas: 1, updatedReplicas: 1, readyReplicas: 1}");
    }

    private static Deployment deployment(String status) {
        return Samples.deployment("web", """
                metadata: {generation: 3, annotations: {croft.dev/release: r1}}
                spec: {template: {spec: {containers: [{name: app, image: "example.com/web:1"}]}}}
                status: %s
                """.formatted(status));
    }

    private static Pod pod(String name, String imageId) {
        return Samples.pod(name, """
                metadata: {annotations: {croft.dev/release: r1}}
                status: {containerStatuses: [{name: app, imageID: "%s"}]}
                """.formatted(imageId));
    }
}

package dev.croft.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.outcome.Problem;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.workload.LiveWorkload;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    private static final LiveWorkload CRON_JOB = LiveWorkload.of(Samples.read("""
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: report, annotations: {croft.dev/release: r1}}
            spec: {jobTemplate: {spec: {template: {}}}}
            """, CronJob.class));

    @Test
    void tellsThatTheLastRunFailedAndWithWhat() {
        Pod pod = Samples.pod("report-2-x", """
                metadata: {labels: {batch.kubernetes.io/job-name: report-2}}
                status: {containerStatuses: [{name: app, state: {terminated: {exitCode: 3}}}]}
                """);

        var failure =
                Runs.failure(CRON_JOB, List.of(run("1", "r1", "Complete"), run("2", "r1", "Failed")), List.of(pod));

        assertThat(failure).map(Problem::reason).contains(ServiceReason.RunFailed);
        assertThat(failure.orElseThrow().message())
                .startsWith("The last run, Job report-2, failed with exit code 3. Read kubectl logs job/report-2;");
    }

    @Test
    void forgetsAFailureOnceALaterRunSucceeded() {
        assertThat(Runs.failure(CRON_JOB, List.of(run("2", "r1", "Complete"), run("1", "r1", "Failed")), List.of()))
                .isEmpty();
    }

    @Test
    void doesNotHoldAFailureAgainstTheNextRelease() {
        assertThat(Runs.failure(CRON_JOB, List.of(run("1", "r0", "Failed")), List.of()))
                .isEmpty();
    }

    @Test
    void waitsForTheEndOfARunThatGoesOn() {
        assertThat(Runs.failure(CRON_JOB, List.of(run("1", "r1", "Failed"), run("2", "r1", "Suspended")), List.of()))
                .isPresent();
        assertThat(Runs.failure(CRON_JOB, List.of(run("2", "r1", "Suspended")), List.of()))
                .isEmpty();
        assertThat(Runs.failure(CRON_JOB, List.of(), List.of())).isEmpty();
    }

    @Test
    void tellsWhyARunThatIsUnderWayDoesNotStart() {
        var stuck = Runs.stuck(CRON_JOB, List.of(run("1", "r1", "Suspended")), List.of(waiting("report-1")));

        assertThat(stuck).map(Problem::reason).contains(ServiceReason.ImagePullFailed);
        assertThat(stuck.orElseThrow().message()).doesNotContain("keep serving");
        assertThat(Runs.stuck(CRON_JOB, List.of(run("1", "r1", "Failed")), List.of(waiting("report-1"))))
                .isEmpty();
    }

    @Test
    void clearsTheWayOfRunsThatAnotherReleaseLeftStuck() {
        var old = run("1", "r0", "Suspended");
        var pods = List.of(waiting("report-1"));

        var seen = new Observation().runs(List.of(old)).pods(pods).at(BORN.plusSeconds(10));
        assertThat(Runs.inTheWay("r1", CRON_JOB, seen.build())).containsExactly(old);
        assertThat(Runs.stuck(CRON_JOB, List.of(old), pods))
                .as("said of this release")
                .isEmpty();
        assertThat(Runs.inTheWay("r0", CRON_JOB, seen.build())).isEmpty();
        assertThat(Runs.inTheWay("r1", CRON_JOB, seen.pods(List.of()).build())).isEmpty();
    }

    @Test
    void clearsTheWayOfARunOfAnotherReleaseThatLongDidNotBegin() {
        var old = run("1", "r0", "Suspended");
        var seen = new Observation().runs(List.of(old));

        assertThat(Runs.inTheWay("r1", CRON_JOB, seen.at(BORN.plusSeconds(299)).build()))
                .isEmpty();
        assertThat(Runs.inTheWay("r1", CRON_JOB, seen.at(BORN.plusSeconds(300)).build()))
                .containsExactly(old);
        assertThat(Runs.inTheWay(
                        "r1", CRON_JOB, seen.pods(List.of(begun("report-1"))).build()))
                .as("once it works it may take its time")
                .isEmpty();
    }

    @Test
    void countsFromTheNewestPodAndNotAtAllWhilePodsAreUnseen() {
        var again = Samples.pod("report-1-y", """
                metadata: {creationTimestamp: "2026-01-01T02:00:00Z", labels: {batch.kubernetes.io/job-name: report-1}}
                """);
        var emptied =
                new Observation().runs(List.of(run("1", "r0", "Suspended"))).pods(List.of(again));
        var active = run("1", "r0", "Suspended");
        active.getStatus().setActive(1);

        assertThat(Runs.inTheWay(
                        "r1", CRON_JOB, emptied.at(BORN.plusSeconds(7200)).build()))
                .isEmpty();
        assertThat(Runs.inTheWay(
                        "r1", CRON_JOB, emptied.at(BORN.plusSeconds(7500)).build()))
                .hasSize(1);
        assertThat(Runs.inTheWay(
                        "r1",
                        CRON_JOB,
                        new Observation()
                                .runs(List.of(active))
                                .at(BORN.plusSeconds(7500))
                                .build()))
                .isEmpty();
    }

    @Test
    void tellsOfARunThatLongDoesNotBegin() {
        var seen = new Observation().runs(List.of(run("1", "r1", "Suspended")));
        var late = seen.at(BORN.plusSeconds(300)).build();
        var early = seen.at(BORN.plusSeconds(290)).build();
        var begun = seen.pods(List.of(begun("report-1"))).build();

        assertThat(Runs.doesNotBegin(CRON_JOB, late)).isTrue();
        assertThat(Runs.untilOverdue(late)).isEmpty();
        assertThat(Runs.doesNotBegin(CRON_JOB, early)).isFalse();
        assertThat(Runs.untilOverdue(early)).contains(Duration.ofSeconds(10));
        assertThat(Runs.untilOverdue(begun)).isEmpty();
    }

    @Test
    void hasRunOnceAPodOfTheReleaseHasItsImage() {
        assertThat(Runs.hasRun(CRON_JOB, List.of(pod("r1", "sha256:1")))).isTrue();
        assertThat(Runs.hasRun(CRON_JOB, List.of(pod("r0", "sha256:1")))).isFalse();
        assertThat(Runs.hasRun(CRON_JOB, List.of(pod("r1", "")))).isFalse();
        assertThat(Runs.hasRun(
                        CRON_JOB,
                        List.of(
                                Samples.pod("bare", "metadata: {}"),
                                Samples.pod("unseen", "metadata: {annotations: {croft.dev/release: r1}}"))))
                .isFalse();
    }

    @Test
    void forgetsARunThatIsBeingRemoved() {
        var run = run("1", "r1", "Suspended");
        run.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

        assertThat(Runs.stuck(CRON_JOB, List.of(run), List.of(waiting("report-1"))))
                .isEmpty();
    }

    @Test
    void tellsNoExitCodeThatNobodyHasSeen() {
        var pods = List.of(
                Samples.pod("others", "metadata: {}"),
                Samples.pod("report-1-x", "metadata: {labels: {batch.kubernetes.io/job-name: report-1}}"),
                Samples.pod("report-1-y", """
                        metadata: {labels: {batch.kubernetes.io/job-name: report-1}}
                        status: {containerStatuses: [{name: app}, {name: b, state: {running: {}}}, {name: c, state: {terminated: {exitCode: 0}}}]}
                        """));

        assertThat(Runs.failure(CRON_JOB, List.of(run("1", "r1", "Failed")), pods)
                        .orElseThrow()
                        .message())
                .startsWith("The last run, Job report-1, failed. Read");
    }

    @Test
    void takesARunOfUnknownReleaseForAnotherOne() {
        var run = run("1", "r1", "Failed");
        run.getSpec().getTemplate().getMetadata().setAnnotations(null);
        var begun = run("2", "r1", "Failed");
        begun.setStatus(null);

        assertThat(Runs.failure(CRON_JOB, List.of(run), List.of())).isEmpty();
        assertThat(Runs.failure(CRON_JOB, List.of(begun), List.of())).isEmpty();
    }

    private static Pod pod(String release, String imageId) {
        return Samples.pod("report-" + release, """
                metadata: {annotations: {croft.dev/release: %s}}
                status: {containerStatuses: [{name: app, imageID: "%s"}]}
                """.formatted(release, imageId));
    }

    private static Pod waiting(String run) {
        return Samples.pod(run + "-x", """
                metadata: {labels: {batch.kubernetes.io/job-name: %s}}
                spec: {containers: [{name: app, image: "example.com/report:0"}]}
                status: {containerStatuses: [{name: app, state: {waiting: {reason: ErrImagePull}}}]}
                """.formatted(run));
    }

    private static Pod begun(String run) {
        return Samples.pod(run + "-x", """
                metadata: {labels: {batch.kubernetes.io/job-name: %s}}
                status: {containerStatuses: [{name: app, imageID: "sha256:1"}]}
                """.formatted(run));
    }

    private static Job run(String number, String release, String condition) {
        return Samples.read("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: report-%1$s, namespace: acme, creationTimestamp: "2026-01-0%1$sT00:00:00Z"}
                spec: {template: {metadata: {annotations: {croft.dev/release: %2$s}}}}
                status: {conditions: [{type: %3$s, status: "True"}]}
                """.formatted(number, release, condition), Job.class);
    }
}

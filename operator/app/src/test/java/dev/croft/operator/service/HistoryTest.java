package dev.croft.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.Release;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.operator.naming.Image;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.workload.LiveWorkload;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String THEN = "2026-01-01T12:00:00Z";
    private static final String COMPLETE = "{observedGeneration: 3, replicas: 1, updatedReplicas: 1, readyReplicas: 1}";
    private static final Pod PULLED = pod("r1", "example.com/web@sha256:abc", "{running: {}}");

    private final CroftService service = Samples.service("web", "");

    @Test
    void tellsHowAReleaseComesAbout() {
        assertThat(after(workload("v1", "{}"))).containsExactly(release("v1", null, null, null, Release.IN_PROGRESS));
        assertThat(after(workload("v1", COMPLETE), PULLED))
                .containsExactly(release("v1", "sha256:abc", "example.com/web:1@sha256:abc", THEN, Release.DEPLOYED));
        assertThat(after(workload("v1", "{}")))
                .as("what ran once has run")
                .containsExactly(release("v1", "sha256:abc", "example.com/web:1@sha256:abc", THEN, Release.DEPLOYED));
    }

    @Test
    void tellsThatAReleaseFailedAndThatAnotherCameBefore() {
        var stuck = pod("r1", "", "{waiting: {reason: ErrImagePull}}");

        after(workload("v1", COMPLETE));
        assertThat(after(workload("v2", "{}"), stuck))
                .extracting(Release::outcome)
                .containsExactly("Failed", "Deployed");
        after(workload("v3", "{}"));

        assertThat(after(workload("v4", "{}")))
                .extracting(Release::outcome)
                .containsExactly("InProgress", "Superseded", "Failed", "Deployed");
    }

    @Test
    void fillsTheDigestInOnceAPodShowsIt() {
        assertThat(after(workload("v1", COMPLETE)).getFirst().digest()).isNull();
        assertThat(after(workload("v1", COMPLETE), PULLED).getFirst().digest()).isEqualTo("sha256:abc");
        assertThat(after(workload("v1", COMPLETE)).getFirst().digest()).isEqualTo("sha256:abc");
    }

    @Test
    void takesTheDigestOfNoOtherRelease() {
        var other = pod("r0", "example.com/web@sha256:abc", "{running: {}}");

        assertThat(after(workload("v1", COMPLETE), other).getFirst().digest()).isNull();
    }

    @Test
    void pinsNoImageThatCameFromNoRegistry() {
        var loaded = pod("r1", "sha256:abc", "{running: {}}");

        var release = after(workload("v1", COMPLETE), loaded).getFirst();

        assertThat(release.digest()).isEqualTo("sha256:abc");
        assertThat(release.pinnedImage()).isNull();
    }

    @Test
    void remembersTenReleases() {
        IntStream.range(0, 12).forEach(i -> after(workload("v" + i, COMPLETE)));

        assertThat(after(workload("v11", COMPLETE)))
                .extracting(Release::revision)
                .hasSize(10)
                .startsWith("v11", "v10")
                .endsWith("v2");
    }

    @Test
    void beginsNothingWhileNoPodIsWanted() {
        var stopped = Samples.service("web", "replicas: 0");

        assertThat(after(stopped, workload("v1", "{observedGeneration: 3}"))).isEmpty();
    }

    @Test
    void knowsTheWayBackToTheVeryImageThatRan() {
        after(workload("v1", COMPLETE), PULLED);
        var back = Samples.service("web", "image: example.com/web:2\ndeploy: {rollbackTo: v1}");
        var lost = Samples.service("web", "image: example.com/web:2\ndeploy: {rollbackTo: v0}");
        back.setStatus(service.getStatus());
        lost.setStatus(service.getStatus());

        assertThat(History.image(back)).contains(new Image("example.com/web:1", "example.com/web:1@sha256:abc"));
        assertThat(History.image(lost)).isEmpty();
        assertThat(History.notFound(lost).message()).contains("has no revision v0");
        assertThat(History.image(service)).contains(Image.asNamed("example.com/web:1"));
    }

    // Else the way back would be to a release of another name, and lead on from there.
    @Test
    void callsWhatItWentBackToAsItWasCalledThen() {
        after(workload("v1", COMPLETE), PULLED);
        after(workload("v2", COMPLETE));
        var back = Samples.service("web", "image: example.com/web:2\ndeploy: {rollbackTo: v1}");
        back.setStatus(service.getStatus());
        var there = History.image(back);

        after(back, workload("v1", "example.com/web:1@sha256:abc", "{}"));

        assertThat(History.image(back)).isEqualTo(there);
        assertThat(back.getStatus().history())
                .first()
                .extracting(Release::image, Release::pinnedImage)
                .containsExactly("example.com/web:1", "example.com/web:1@sha256:abc");
    }

    @Test
    void pinsNothingThatNoRegistryKnows() {
        Map.of("v1", "docker.io/library/import-2026-01-01@sha256:abc", "v2", "sha256:abc")
                .forEach((revision, loaded) -> {
                    var release = after(workload(revision, COMPLETE), pod("r1", loaded, "{running: {}}"))
                            .getFirst();

                    assertThat(release.digest()).isEqualTo("sha256:abc");
                    assertThat(release.pinnedImage()).isNull();
                });
    }

    @Test
    void neverForgetsTheRevisionThatItWentBackTo() {
        var back = Samples.service("web", "image: example.com/web:2\ndeploy: {rollbackTo: v0}");
        IntStream.range(0, 10).forEach(i -> after(workload("v" + i, COMPLETE)));
        back.setStatus(service.getStatus());

        assertThat(after(back, workload("other", COMPLETE)))
                .hasSize(10)
                .extracting(Release::revision)
                .startsWith("other")
                .endsWith("v2", "v0");
    }

    private List<Release> after(LiveWorkload workload, Pod... pods) {
        return after(service, workload, pods);
    }

    private static List<Release> after(CroftService service, LiveWorkload workload, Pod... pods) {
        var seen = new Observation()
                .project(Samples.project(""))
                .workloads(List.of(workload))
                .pods(List.of(pods))
                .build();
        var rollout = Rollout.of(service, seen, new Plan.Draft().finish(), Applied.NOTHING, Optional.of(workload), NOW);
        var history = History.with(service, workload, rollout, List.of(pods), NOW);
        service.setStatus(new ServiceStatus(1L, List.of(), null, null, null, null, null, List.of(), history));
        return history;
    }

    private static Release release(
            String revision,
            @Nullable String digest,
            @Nullable String pinned,
            @Nullable String deployedAt,
            String outcome) {
        return new Release(revision, "example.com/web:1", digest, pinned, null, THEN, deployedAt, outcome);
    }

    private static LiveWorkload workload(String revision, String status) {
        return workload(revision, "example.com/web:1", status);
    }

    private static LiveWorkload workload(String revision, String image, String status) {
        return LiveWorkload.of(Samples.deployment("web", """
                metadata: {generation: 3, annotations: {croft.dev/release: r1, croft.dev/revision: %s}}
                spec: {replicas: 1, template: {spec: {containers: [{name: app, image: "%s"}]}}}
                status: %s
                """.formatted(revision, image, status)));
    }

    private static Pod pod(String release, String imageId, String state) {
        return Samples.pod("web-" + release, """
                metadata: {annotations: {croft.dev/release: %s}}
                status: {containerStatuses: [{name: app, imageID: "%s", state: %s}]}
                """.formatted(release, imageId, state));
    }
}

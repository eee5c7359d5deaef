package dev.croft.operator.service;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.Release;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Image;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.pod.PodTemplate;
import dev.croft.operator.workload.LiveWorkload;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last releases of a Service, and the way back to one of them; changes with what is remembered of a release. */
final class History {

    private static final int LENGTH = 10;

    private History() {}

    /** The image that should run: that of the spec, or of the revision to go back to; empty if nobody remembers that one. */
    static Optional<Image> image(CroftService service) {
        var spec = service.getSpec();
        var revision = spec.rollbackTo();
        if (revision.isEmpty()) {
            return Optional.ofNullable(spec.image()).map(Image::asNamed);
        }
        return find(known(service.getStatus()), revision.get())
                .map(release -> new Image(
                        release.image(),
                        Optional.ofNullable(release.pinnedImage()).orElse(release.image())));
    }

    static Problem notFound(CroftService service) {
        return Problem.of(
                ServiceReason.RevisionNotFound,
                "spec.deploy.rollbackTo: status.history has no revision %s; running pods stay as they are. Name one of those, or set spec.image and remove rollbackTo."
                        .formatted(service.getSpec().rollbackTo().orElse("")));
    }

    /** The history once the release of a workload has come this far; the newest first. */
    static List<Release> with(
            CroftService service, LiveWorkload workload, Rollout rollout, List<Pod> pods, Instant now) {
        var history = new ArrayList<>(known(service.getStatus()));
        var revision = workload.revision().orElse(workload.release());
        if (revision.isEmpty() || rollout.wanted() == 0) {
            return List.copyOf(history);
        }
        var newest = history.isEmpty() ? null : history.getFirst();
        if (newest != null && newest.revision().equals(revision)) {
            history.set(0, further(newest, workload, rollout, pods, now));
        } else {
            if (newest != null && Release.IN_PROGRESS.equals(newest.outcome())) {
                history.set(0, ended(newest, Release.SUPERSEDED));
            }
            history.addFirst(further(begun(service, revision, workload, now), workload, rollout, pods, now));
        }
        while (history.size() > LENGTH) {
            history.remove(oldest(history, service.getSpec().rollbackTo()));
        }
        return List.copyOf(history);
    }

    // The revision that runs because somebody went back to it must not be forgotten meanwhile.
    private static Release oldest(List<Release> history, Optional<String> needed) {
        return history.reversed().stream()
                .filter(release -> !needed.equals(Optional.of(release.revision())))
                .findFirst()
                .orElseThrow();
    }

    private static Release begun(CroftService service, String revision, LiveWorkload workload, Instant now) {
        // What somebody went back to is called as it was then, and only pulled by the digest that it had.
        var again = service.getSpec().rollbackTo().flatMap(earlier -> find(known(service.getStatus()), earlier));
        return new Release(
                revision,
                again.map(Release::image).orElseGet(workload::image),
                null,
                again.map(Release::pinnedImage).orElse(null),
                workload.annotation(Annotations.CONFIG).orElse(null),
                text(now),
                null,
                Release.IN_PROGRESS);
    }

    private static Release further(
            Release release, LiveWorkload workload, Rollout rollout, List<Pod> pods, Instant now) {
        // What ran once has run; what becomes of it later is told by conditions.
        boolean isDeployed = Release.DEPLOYED.equals(release.outcome()) || rollout.hasRun();
        // A tag that was moved brings another image with a redeploy, and the same revision. Told any earlier, it would
        // cost a status of its own.
        boolean isTold = rollout.hasRun() || rollout.problem().isPresent();
        var id = isTold ? imageId(pods, workload) : Optional.<String>empty();
        var digest = id.map(History::digest);
        return new Release(
                release.revision(),
                release.image(),
                digest.or(() -> Optional.ofNullable(release.digest())).orElse(null),
                id.flatMap(seen -> pinned(release.image(), seen))
                        .or(() -> Optional.ofNullable(release.pinnedImage()))
                        .orElse(null),
                release.config(),
                release.startedAt(),
                release.deployedAt() != null ? release.deployedAt() : isDeployed ? text(now) : null,
                isDeployed ? Release.DEPLOYED : rollout.problem().isPresent() ? Release.FAILED : release.outcome());
    }

    private static Release ended(Release release, String outcome) {
        return new Release(
                release.revision(),
                release.image(),
                release.digest(),
                release.pinnedImage(),
                release.config(),
                release.startedAt(),
                release.deployedAt(),
                outcome);
    }

    private static Optional<String> imageId(List<Pod> pods, LiveWorkload workload) {
        return pods.stream()
                .filter(workload::hasReleaseOf)
                .filter(pod -> pod.getStatus() != null)
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                // Others may have been injected.
                .filter(container -> PodTemplate.CONTAINER.equals(container.getName()))
                .map(ContainerStatus::getImageID)
                .filter(Objects::nonNull)
                .filter(id -> id.contains("sha256:"))
                .sorted()
                .findFirst();
    }

    private static String digest(String imageId) {
        return imageId.substring(imageId.indexOf("sha256:"));
    }

    // What was loaded onto a node by hand has a number, or a name, of its own, by which no registry knows it.
    private static Optional<String> pinned(String image, String imageId) {
        var named = Image.asNamed(image);
        return imageId.contains("@") && named.isOfRepository(imageId.substring(0, imageId.indexOf('@')))
                ? Optional.of(image.contains("@") ? image : image + "@" + digest(imageId))
                : Optional.empty();
    }

    private static Optional<Release> find(List<Release> history, String revision) {
        return history.stream()
                .filter(release -> release.revision().equals(revision))
                .findFirst();
    }

    private static List<Release> known(@Nullable ServiceStatus status) {
        return status == null ? List.of() : status.history();
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

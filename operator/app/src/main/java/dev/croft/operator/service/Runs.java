package dev.croft.operator.service;

import dev.croft.operator.naming.Annotations;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.workload.LiveWorkload;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the runs of a scheduled Service came to; changes with what a person should know of them. */
final class Runs {

    private static final String JOB_OF_POD = "batch.kubernetes.io/job-name";

    private Runs() {}

    /** The failure of the last run that has ended, if it failed and was of the release that is due next. */
    static Optional<Problem> failure(LiveWorkload workload, List<Job> runs, List<Pod> pods) {
        return runs.stream()
                .filter(run -> hasEnded(run, "Complete") || hasEnded(run, "Failed"))
                .max(Comparator.comparing((Job run) -> run.getMetadata().getCreationTimestamp())
                        .thenComparing(run -> run.getMetadata().getName()))
                .filter(run -> hasEnded(run, "Failed") && isOf(workload.release(), run))
                .map(run -> problem(run, pods));
    }

    /**
     * What keeps a run of the release that is due next from starting; while it is under way, no other one begins. Runs of
     * other releases say nothing of this one, and are not left {@linkplain #inTheWay in its way}.
     */
    static Optional<Problem> stuck(LiveWorkload workload, List<Job> runs, List<Pod> pods) {
        return underWay(runs).stream()
                .filter(run -> isOf(workload.release(), run))
                .flatMap(run -> podsOf(run, pods).flatMap(pod -> PodTrouble.of(pod, workload).stream()))
                .findFirst();
    }

    /** Runs of other releases that cannot start, and would keep those of this one from it for ever. */
    static List<Job> inTheWay(String release, LiveWorkload workload, ServiceObserved seen) {
        return underWay(seen.runs()).stream()
                .filter(run -> !isOf(release, run))
                .filter(run -> isOverdue(run, seen)
                        || podsOf(run, seen.pods())
                                .anyMatch(pod -> PodTrouble.of(pod, workload).isPresent()))
                .toList();
    }

    /** Whether a run of the release that is due next has been under way for long, and no pod of it has begun. */
    static boolean doesNotBegin(LiveWorkload workload, ServiceObserved seen) {
        return underWay(seen.runs()).stream().anyMatch(run -> isOf(workload.release(), run) && isOverdue(run, seen));
    }

    /** When time alone makes a run one that does not begin; empty while there is none that has yet to begin. */
    static Optional<Duration> untilOverdue(ServiceObserved seen) {
        return underWay(seen.runs()).stream()
                .flatMap(run -> overdue(run, seen.pods()).stream())
                .map(then -> Duration.between(seen.at(), then))
                .filter(Duration::isPositive)
                .min(Comparator.naturalOrder());
    }

    private static boolean isOverdue(Job run, ServiceObserved seen) {
        return overdue(run, seen.pods())
                .filter(then -> !then.isAfter(seen.at()))
                .isPresent();
    }

    /** From when on a run that still does not begin is taken for one that never will; empty once it has begun. */
    private static Optional<Instant> overdue(Job run, List<Pod> pods) {
        var own = podsOf(run, pods).toList();
        boolean hasUnseenPods = own.isEmpty()
                && run.getStatus() != null
                && run.getStatus().getActive() != null
                && run.getStatus().getActive() > 0;
        if (hasUnseenPods || own.stream().anyMatch(Runs::hasItsImage)) {
            return Optional.empty();
        }
        // The pod of an emptied node begins once more elsewhere.
        return Stream.concat(Stream.of(run), own.stream())
                .map(object -> object.getMetadata().getCreationTimestamp())
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .map(latest -> latest.plus(Hold.USUAL_PATIENCE));
    }

    /** Whether a pod of the release has had its image. */
    static boolean hasRun(LiveWorkload workload, List<Pod> pods) {
        return pods.stream().filter(workload::hasReleaseOf).anyMatch(Runs::hasItsImage);
    }

    /** Whether a pod's container was made, and so its image is known. */
    static boolean hasItsImage(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getContainerStatuses().stream()
                        .map(ContainerStatus::getImageID)
                        .anyMatch(id -> id != null && !id.isEmpty());
    }

    /** The runs that have begun and not ended, in the order of their names. */
    static List<Job> underWay(List<Job> runs) {
        return runs.stream()
                .filter(run -> run.getMetadata().getDeletionTimestamp() == null
                        && !hasEnded(run, "Complete")
                        && !hasEnded(run, "Failed"))
                .sorted(Comparator.comparing(run -> run.getMetadata().getName()))
                .toList();
    }

    private static Stream<Pod> podsOf(Job run, List<Pod> pods) {
        var name = run.getMetadata().getName();
        return pods.stream()
                .filter(pod -> pod.getMetadata().getLabels() != null
                        && name.equals(pod.getMetadata().getLabels().get(JOB_OF_POD)));
    }

    private static boolean hasEnded(Job run, String condition) {
        return run.getStatus() != null
                && run.getStatus().getConditions().stream()
                        .anyMatch(one -> condition.equals(one.getType()) && "True".equals(one.getStatus()));
    }

    private static boolean isOf(String release, Job run) {
        var annotations = run.getSpec().getTemplate().getMetadata().getAnnotations();
        return annotations != null && release.equals(annotations.get(Annotations.RELEASE));
    }

    private static Problem problem(Job run, List<Pod> pods) {
        var name = run.getMetadata().getName();
        return Problem.of(
                ServiceReason.RunFailed,
                "The last run, Job %s, failed%s. Read kubectl logs job/%s; the next run that succeeds puts this right, and so does a new release."
                        .formatted(
                                name,
                                exitCode(run, pods)
                                        .map(code -> " with exit code " + code)
                                        .orElse(""),
                                name));
    }

    private static Optional<Integer> exitCode(Job run, List<Pod> pods) {
        return podsOf(run, pods)
                .filter(pod -> pod.getStatus() != null)
                .flatMap(pod -> Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream()))
                .flatMap(container -> Stream.ofNullable(container.getState()))
                .map(state -> state.getTerminated())
                .filter(Objects::nonNull)
                .map(ContainerStateTerminated::getExitCode)
                .filter(code -> code != 0)
                .findFirst();
    }
}

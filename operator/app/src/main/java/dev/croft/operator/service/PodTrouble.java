package dev.croft.operator.service;

import dev.croft.operator.outcome.Problem;
import dev.croft.operator.pod.InitContainers;
import dev.croft.operator.workload.LiveWorkload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds in pods the one thing that keeps them from serving, in a user's words; changes as kubelets find new words. */
final class PodTrouble {

    private static final Set<String> PULL_FAILURES = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "RegistryUnavailable",
            "ImageInspectError");
    private static final String CRASH_LOOP = "CrashLoopBackOff";
    private static final Set<String> CONFIG_FAILURES =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
    private static final int SHOWN = 160;

    /** How long a container that has crashed before must run to be believed. */
    static final Duration A_MOMENT = Duration.ofSeconds(30);

    private PodTrouble() {}

    /** The first trouble of the pods of one release, in order of pod names. */
    static Optional<Problem> of(LiveWorkload workload, List<Pod> pods) {
        return Stream.concat(
                        refused(workload).stream(),
                        pods.stream()
                                .filter(pod -> isOf(pod, workload))
                                .sorted(Comparator.comparing(
                                        pod -> pod.getMetadata().getName()))
                                .flatMap(pod -> of(pod, workload).stream()))
                .findFirst();
    }

    /**
     * The same of pods that have been found to crash: between two crashes a container runs for a while, and without a probe
     * counts as ready at once, and nothing has been put right by that.
     */
    static Optional<Problem> ofCrashing(LiveWorkload workload, List<Pod> pods, Instant now) {
        return of(workload, pods)
                .or(() -> pods.stream()
                        .filter(pod -> isOf(pod, workload) && pod.getStatus() != null)
                        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                        .flatMap(pod -> Stream.concat(
                                pod.getStatus().getInitContainerStatuses().stream()
                                        .filter(container -> hasCrashed(container, now))
                                        .map(container -> crashingBeforeTheStart(container, pod, workload)),
                                pod.getStatus().getContainerStatuses().stream()
                                        .filter(container -> hasCrashed(container, now))
                                        .map(container -> crashing(container, pod, workload))))
                        .findFirst());
    }

    private static boolean hasCrashed(ContainerStatus container, Instant now) {
        return (!Boolean.TRUE.equals(container.getReady()) || hasJustStarted(container, now))
                && Optional.ofNullable(container.getLastState())
                        .map(ContainerState::getTerminated)
                        .filter(end -> end.getExitCode() != 0)
                        .isPresent();
    }

    private static boolean hasJustStarted(ContainerStatus container, Instant now) {
        return Optional.ofNullable(container.getState())
                .map(ContainerState::getRunning)
                .map(ContainerStateRunning::getStartedAt)
                .filter(since -> Instant.parse(since).plus(A_MOMENT).isAfter(now))
                .isPresent();
    }

    /** What keeps one pod from running, whatever release it is of. */
    static Optional<Problem> of(Pod pod, LiveWorkload workload) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        return Stream.concat(
                        unschedulable(pod).stream(),
                        Stream.concat(
                                pod.getStatus().getInitContainerStatuses().stream()
                                        .flatMap(container -> beforeTheStart(container, pod, workload).stream()),
                                pod.getStatus().getContainerStatuses().stream()
                                        .flatMap(container -> of(container, pod, workload).stream())))
                .findFirst();
    }

    private static boolean isOf(Pod pod, LiveWorkload workload) {
        return pod.getMetadata().getDeletionTimestamp() == null && !hasEnded(pod) && workload.hasReleaseOf(pod);
    }

    // What was evicted lies about until somebody clears it away, and has another pod in its place.
    private static boolean hasEnded(Pod pod) {
        return pod.getStatus() != null
                && ("Failed".equals(pod.getStatus().getPhase())
                        || "Succeeded".equals(pod.getStatus().getPhase()));
    }

    private static Optional<Problem> refused(LiveWorkload workload) {
        return workload.refusal()
                .map(message -> Problem.outOfSight(
                        ServiceReason.PodsRefused,
                        "Pods may not be created: %s. Change what it names, or ask for more quota."
                                .formatted(shorten(message))));
    }

    private static Optional<Problem> unschedulable(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition ->
                        "PodScheduled".equals(condition.getType()) && "Unschedulable".equals(condition.getReason()))
                .findFirst()
                .map(PodCondition::getMessage)
                // A claim that is just being bound keeps its pod waiting for a moment as well.
                .filter(message -> !message.contains("PersistentVolumeClaim"))
                .map(message -> Problem.of(
                        ServiceReason.Unschedulable,
                        "No node takes a pod: %s. Lower spec.resources.requests, or add a node."
                                .formatted(shorten(message))));
    }

    /** Whether a pod of this release waits for what its Service depends on. */
    static boolean awaitsDependency(LiveWorkload workload, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> isOf(pod, workload))
                .flatMap(pod -> Stream.ofNullable(pod.getStatus()))
                .flatMap(status -> status.getInitContainerStatuses().stream())
                .anyMatch(container -> InitContainers.WAIT.equals(container.getName())
                        && container.getState() != null
                        && container.getState().getRunning() != null);
    }

    /** Whether a pod of this release cannot start for want of Croft's own image. */
    static boolean lacksCroftsImage(LiveWorkload workload, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> isOf(pod, workload))
                .flatMap(pod -> Stream.ofNullable(pod.getStatus()))
                .flatMap(status -> status.getInitContainerStatuses().stream())
                .flatMap(container -> Stream.ofNullable(container.getState()))
                .flatMap(state -> Stream.ofNullable(state.getWaiting()))
                .anyMatch(waiting -> PULL_FAILURES.contains(waiting.getReason()));
    }

    // They run Croft's own image, for which no user is to blame.
    private static Optional<Problem> beforeTheStart(ContainerStatus container, Pod pod, LiveWorkload workload) {
        var waiting = Optional.ofNullable(container.getState()).map(ContainerState::getWaiting);
        var reason = waiting.map(ContainerStateWaiting::getReason).orElse("");
        if (PULL_FAILURES.contains(reason)) {
            return Optional.of(Problem.of(
                    ServiceReason.ImagePullFailed,
                    "Image %s of init container %s, which is Croft's own, cannot be pulled: %s. %sCorrect CROFT_IMAGE of the operator, or load that image on the nodes."
                            .formatted(
                                    container.getImage(),
                                    container.getName(),
                                    pullCause(
                                            reason,
                                            waiting.map(ContainerStateWaiting::getMessage)
                                                    .orElse("")),
                                    meanwhile(workload))));
        }
        return CRASH_LOOP.equals(reason)
                ? Optional.of(crashingBeforeTheStart(container, pod, workload))
                : of(container, pod, workload);
    }

    private static Problem crashingBeforeTheStart(ContainerStatus container, Pod pod, LiveWorkload workload) {
        return InitContainers.FILES.equals(container.getName())
                ? Problem.of(
                        ServiceReason.TemplateError,
                        "Templates of spec.files cannot be filled in: %s. %sCorrect the files or their variables."
                                .formatted(
                                        Optional.ofNullable(container.getLastState())
                                                .map(ContainerState::getTerminated)
                                                .map(ContainerStateTerminated::getMessage)
                                                .map(PodTrouble::shorten)
                                                .orElseGet(() -> lastEnd(container)),
                                        meanwhile(workload)))
                : Problem.of(
                        ServiceReason.CrashLooping,
                        "Init container %s, which is Croft's own, ends again and again. %sRead kubectl logs %s -c %s --previous, and report it."
                                .formatted(
                                        container.getName(),
                                        meanwhile(workload),
                                        pod.getMetadata().getName(),
                                        container.getName()));
    }

    private static Optional<Problem> of(ContainerStatus container, Pod pod, LiveWorkload workload) {
        var waiting = Optional.ofNullable(container.getState()).map(ContainerState::getWaiting);
        var reason = waiting.map(ContainerStateWaiting::getReason).orElse("");
        if (PULL_FAILURES.contains(reason)) {
            return Optional.of(Problem.of(
                    ServiceReason.ImagePullFailed,
                    "Image %s cannot be pulled: %s. %sCorrect spec.image, or give the Project imagePullSecrets."
                            .formatted(
                                    image(pod, workload),
                                    pullCause(
                                            reason,
                                            waiting.map(ContainerStateWaiting::getMessage)
                                                    .orElse("")),
                                    meanwhile(workload))));
        }
        if (CONFIG_FAILURES.contains(reason)) {
            return Optional.of(Problem.of(
                    ServiceReason.ContainerConfigInvalid,
                    "The container cannot be created: %s. Set spec.securityContext.runAsUser if the image names no numeric user, else correct what it names."
                            .formatted(shorten(waiting.map(ContainerStateWaiting::getMessage)
                                    .orElse(reason)))));
        }
        return CRASH_LOOP.equals(reason) ? Optional.of(crashing(container, pod, workload)) : Optional.empty();
    }

    private static Problem crashing(ContainerStatus container, Pod pod, LiveWorkload workload) {
        return Problem.of(
                ServiceReason.CrashLooping,
                "The container %s. %sRead kubectl logs %s --previous, then correct the image or its settings."
                        .formatted(
                                lastEnd(container),
                                meanwhile(workload),
                                pod.getMetadata().getName()));
    }

    // The pod of a lasting volume ends before the next one begins, and that of a schedule ends by itself.
    private static String meanwhile(LiveWorkload workload) {
        boolean isAlone = workload.total() <= workload.updated().orElse(0);
        return workload.object() instanceof Deployment && !isAlone ? "Pods that ran before keep serving. " : "";
    }

    private static String image(Pod pod, LiveWorkload workload) {
        return Optional.ofNullable(pod.getSpec()).stream()
                .flatMap(spec -> spec.getContainers().stream())
                .findFirst()
                .map(Container::getImage)
                .orElseGet(workload::image);
    }

    private static String lastEnd(ContainerStatus container) {
        var terminated = Optional.ofNullable(container.getLastState()).map(ContainerState::getTerminated);
        if (terminated
                .map(ContainerStateTerminated::getReason)
                .filter("OOMKilled"::equals)
                .isPresent()) {
            return "was killed for using more memory than spec.resources.limits.memory";
        }
        return terminated
                .map(end -> "ends again and again with exit code " + end.getExitCode())
                .orElse("ends again and again");
    }

    // The kubelet alternates between the cause and a count of seconds to wait; only the cause is stable.
    private static String pullCause(String reason, String message) {
        return switch (reason) {
            case "InvalidImageName" -> "its name is invalid";
            case "ErrImageNeverPull" -> "it is not on the node, and spec.imagePullPolicy is Never";
            default -> Registry.cause(message);
        };
    }

    private static String shorten(String message) {
        var line = message.replaceAll("\\p{Cntrl}+", " ").strip();
        var bounded = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        return bounded.endsWith(".") ? bounded.substring(0, bounded.length() - 1) : bounded;
    }
}

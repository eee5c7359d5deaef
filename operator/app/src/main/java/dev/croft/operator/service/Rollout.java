package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Conditions;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.pod.InitContainers;
import dev.croft.operator.workload.LiveWorkload;
import dev.croft.operator.workload.Replicas;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the pods of a Service are from what was asked for; changes with what counts as running.
 *
 * @param problem what keeps the pods of the workload's release from running
 * @param replicas as it is shown; null where no number says anything
 * @param hasRun whether the release of the workload was seen at work, whatever else may be awaited
 */
record Rollout(
        State state,
        Optional<Problem> problem,
        Hold awaited,
        int wanted,
        @Nullable String replicas,
        boolean hasRun) {

    private static final int PATIENCE_FOR = 12;
    private static final Duration A_MOMENT = Duration.ofSeconds(30);

    private enum State {
        DONE,
        SCHEDULED,
        DISABLED,
        ROLLING,
        WAITING
    }

    static Rollout of(
            CroftService service,
            ServiceObserved seen,
            Plan plan,
            Applied applied,
            Optional<LiveWorkload> workload,
            Instant now) {
        boolean enabled = seen.project()
                .map(Project::getSpec)
                .map(spec -> spec.isEnabled())
                .orElse(true);
        int wanted = seen.project()
                .map(project -> Replicas.of(project, service, workload).number())
                .orElseGet(() -> workload.map(LiveWorkload::replicas)
                        .orElse(service.getSpec().replicasOrDefault()));
        var awaited = awaited(service, seen, workload, wanted, now);
        var pods = workload.map(live -> service.getSpec().isScheduled()
                        ? scheduled(live, seen, awaited, wanted)
                        : serving(service, seen, live, awaited, wanted, enabled, now))
                // Somebody took it away since it was looked at; the next pass makes it again.
                .orElseGet(() -> new Rollout(
                        State.ROLLING,
                        Optional.empty(),
                        awaited,
                        wanted,
                        service.getSpec().isScheduled() ? null : "0/" + wanted,
                        false));
        boolean blocked = !plan.holds().isEmpty()
                || !plan.problems().isEmpty()
                || !applied.problems().isEmpty()
                || !applied.holds().isEmpty();
        return blocked ? pods.behind() : pods;
    }

    // What else stands in the way is told first; what became of the release is remembered all the same.
    private Rollout behind() {
        return new Rollout(State.WAITING, problem, awaited, wanted, replicas, hasRun);
    }

    private static Rollout serving(
            CroftService service,
            ServiceObserved seen,
            LiveWorkload live,
            Hold awaited,
            int wanted,
            boolean enabled,
            Instant now) {
        var replicas = Math.min(live.ready(), wanted) + "/" + wanted;
        var crashing =
                isSaidToCrash(service) ? PodTrouble.ofCrashing(live, seen.pods(), now) : Optional.<Problem>empty();
        if (live.isComplete(wanted) && crashing.isEmpty()) {
            if (podsAgree(live, seen.pods(), wanted)) {
                return new Rollout(
                        enabled ? State.DONE : State.DISABLED,
                        Optional.empty(),
                        awaited,
                        wanted,
                        replicas,
                        enabled && wanted > 0);
            }
            replicas = toldBefore(service, wanted).orElse(replicas);
        }
        return new Rollout(
                State.ROLLING, crashing.or(() -> PodTrouble.of(live, seen.pods())), awaited, wanted, replicas, false);
    }

    private static boolean isSaidToCrash(CroftService service) {
        return ready(service)
                .filter(condition -> isCrash(condition.reason())
                        && service.getMetadata().getGeneration().equals(condition.observedGeneration()))
                .isPresent();
    }

    /** Whether a reason tells of a container that fails again and again, and may look well in between. */
    static boolean isCrash(String reason) {
        return Stream.of(ServiceReason.CrashLooping, ServiceReason.TemplateError, ServiceReason.ContainerConfigInvalid)
                .map(Enum::name)
                .anyMatch(reason::equals);
    }

    private static Optional<Condition> ready(CroftService service) {
        return Stream.ofNullable(service.getStatus())
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.type().equals(Conditions.READY) && !condition.isTrue())
                .findFirst();
    }

    // Storage is usually there in a moment: told at once, it would cost each start two statuses more.
    private static Hold awaited(
            CroftService service, ServiceObserved seen, Optional<LiveWorkload> workload, int wanted, Instant now) {
        if (workload.filter(live -> PodTrouble.awaitsDependency(live, seen.pods()))
                .isPresent()) {
            return Hold.of(
                    ServiceReason.DependencyNotReady,
                    "Pods wait for %s, which spec.dependsOn names. If this lasts, see why it does not answer."
                            .formatted(service.getSpec().dependsOn().stream()
                                    .map(InitContainers::target)
                                    .collect(Collectors.joining(", "))));
        }
        var storage = isLong(service, now) ? VolumesPlan.unbound(service, seen) : Optional.<String>empty();
        return new Hold(
                ServiceReason.RollingOut,
                storage.orElse(
                        "Pods of the wanted release are not all ready yet. If this lasts, read kubectl describe pods and their readiness probe."),
                // They are replaced one after the other.
                Hold.USUAL_PATIENCE.multipliedBy(Math.clamp(wanted, 1, PATIENCE_FOR)));
    }

    private static boolean isLong(CroftService service, Instant now) {
        return ready(service)
                .filter(condition -> Instant.parse(condition.lastTransitionTime())
                        .plus(A_MOMENT)
                        .isBefore(now))
                .isPresent();
    }

    // Whether a pod is there or not says nothing here: it may not be due.
    private static Rollout scheduled(LiveWorkload live, ServiceObserved seen, Hold awaited, int wanted) {
        var trouble = Runs.stuck(live, seen.runs(), seen.pods()).or(() -> Runs.failure(live, seen.runs(), seen.pods()));
        if (wanted == 0) {
            return new Rollout(
                    live.isComplete(0) ? State.DISABLED : State.ROLLING,
                    Optional.empty(),
                    awaited,
                    wanted,
                    null,
                    false);
        }
        boolean isAwaited = trouble.isPresent()
                || !live.isComplete(wanted)
                || PodTrouble.awaitsDependency(live, seen.pods())
                || Runs.doesNotBegin(live, seen);
        return isAwaited
                ? new Rollout(State.ROLLING, trouble, awaited, wanted, null, false)
                : new Rollout(State.SCHEDULED, Optional.empty(), awaited, wanted, null, Runs.hasRun(live, seen.pods()));
    }

    // The workload is often seen ready a moment before its pods are. Told then, their number and the digest would
    // each cost a status of its own.
    private static boolean podsAgree(LiveWorkload live, List<Pod> pods, int wanted) {
        var ofRelease = pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(live::hasReleaseOf)
                .toList();
        long pulled = ofRelease.stream().filter(Runs::hasItsImage).count();
        return ofRelease.isEmpty() || pulled >= wanted;
    }

    private static Optional<String> toldBefore(CroftService service, int wanted) {
        return Optional.ofNullable(service.getStatus())
                .map(ServiceStatus::replicas)
                .filter(replicas -> replicas.endsWith("/" + wanted));
    }

    /** Whether the wanted release is in place: its pods run, or start when they are due. */
    boolean isDeployed() {
        return hasRun || state == State.SCHEDULED;
    }

    void report(Conditions conditions, String type) {
        switch (state) {
            case DONE -> conditions.isTrue(type, ServiceReason.Deployed, "Every pod runs the wanted release.");
            case SCHEDULED ->
                conditions.isTrue(type, ServiceReason.Scheduled, "A run of the wanted release starts when it is due.");
            case DISABLED ->
                conditions.isTrue(
                        type, ServiceReason.Disabled, "The Project is switched off by spec.enabled; no pod runs.");
            case ROLLING -> {
                if (problem.isPresent()) {
                    conditions.isFalse(
                            type, problem.get().reason(), problem.get().message());
                    conditions.problems(List.of(problem.get()));
                } else {
                    conditions.isFalse(type, awaited.reason(), awaited.message());
                    conditions.holds(List.of(awaited));
                }
            }
            case WAITING -> conditions.sameAsReady(type);
        }
    }
}

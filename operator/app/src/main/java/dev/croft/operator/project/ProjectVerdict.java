package dev.croft.operator.project;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.project.ProjectStatus;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Conditions;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Reason;
import dev.croft.operator.outcome.Verdict;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the state of a Project means for its user. */
final class ProjectVerdict {

    private static final String SERVICES_READY = "ServicesReady";

    private ProjectVerdict() {}

    static Verdict<ProjectStatus> of(Project project, ProjectObserved seen, Plan plan, Applied applied, Instant now) {
        var conditions =
                new Conditions(project.getStatus(), project.getMetadata().getGeneration(), now);
        conditions.problems(plan.problems());
        conditions.problems(applied.problems());
        conditions.holds(plan.holds());
        conditions.holds(applied.holds());
        servicesReady(project, seen, conditions);
        var settled = conditions.settle();
        long ready = seen.services().stream()
                .filter(service ->
                        isReady(service) && (Annotations.isPaused(service) || !isUntold(project, seen, service)))
                .count();
        var status = new ProjectStatus(
                project.getMetadata().getGeneration(),
                settled.conditions(),
                url(project),
                ready + "/" + seen.services().size());
        return new Verdict<>(status, settled.nextLook());
    }

    // From the first look at a change of the Project until every Service has taken it up. Later, and after a restart, a
    // Service's status is believed as it stands, unless this replica knows better.
    private static boolean awaitsServices(Project project) {
        var status = project.getStatus();
        long generation = project.getMetadata().getGeneration();
        return status == null
                || status.observedGeneration() == null
                || status.observedGeneration() != generation
                || status.conditions().stream()
                        .anyMatch(condition -> condition.type().equals(SERVICES_READY)
                                && condition.reason().equals(ProjectReason.ServicePending.name()));
    }

    private static boolean isUntold(Project project, ProjectObserved seen, CroftService service) {
        var name = service.getMetadata().getName();
        return seen.outdated().contains(name)
                || (awaitsServices(project) && seen.untold().contains(name));
    }

    /** A Service that calls itself ready, and has not yet looked at what the Project says now. */
    static Optional<CroftService> untold(Project project, ProjectObserved seen) {
        return seen.services().stream()
                // A paused one looks at nothing.
                .filter(service ->
                        isReady(service) && !Annotations.isPaused(service) && isUntold(project, seen, service))
                .findFirst();
    }

    private static void servicesReady(Project project, ProjectObserved seen, Conditions conditions) {
        if (seen.services().isEmpty()) {
            conditions.isTrue(SERVICES_READY, ProjectReason.NoServices, "The Project has no Services.");
            return;
        }
        var untold = untold(project, seen);
        if (untold.isPresent()) {
            // Before any other cause: once that is told, nobody would wait for this Service any more.
            var message = "Service %s has not been looked at since the last change of the Project; this takes a moment."
                    .formatted(untold.get().getMetadata().getName());
            conditions.isFalse(SERVICES_READY, ProjectReason.ServicePending, message);
            conditions.reconcilingBy(ProjectReason.ServicePending, message);
            return;
        }
        Optional<CroftService> stalled = seen.services().stream()
                .filter(service -> find(service, Conditions.STALLED).isPresent())
                .findFirst();
        Optional<CroftService> unready = stalled.or(() ->
                seen.services().stream().filter(service -> !isReady(service)).findFirst());
        if (unready.isEmpty()) {
            conditions.isTrue(SERVICES_READY, ProjectReason.ServicesReady, "Every Service is ready.");
            return;
        }
        var name = unready.get().getMetadata().getName();
        var cause = find(unready.get(), Conditions.READY).filter(condition -> isCurrent(unready.get(), condition));
        var reason = cause.map(condition -> lent(condition.reason())).orElse(ProjectReason.ServicePending);
        var message = cause.map(condition -> "Service %s: %s".formatted(name, condition.message()))
                .orElse((Annotations.isPaused(unready.get())
                                ? "Service %s is paused, so that its last change waits. Take its annotation croft.dev/paused away."
                                : "Service %s has not been looked at since its last change; this takes a moment.")
                        .formatted(name));
        conditions.isFalse(SERVICES_READY, reason, message);
        if (stalled.isPresent()) {
            conditions.stalledBy(reason, message);
        } else {
            conditions.reconcilingBy(reason, message);
        }
    }

    private static boolean isReady(CroftService service) {
        return find(service, Conditions.READY)
                .filter(ready -> ready.isTrue() && isCurrent(service, ready))
                .isPresent();
    }

    private static boolean isCurrent(CroftService service, Condition condition) {
        return Objects.equals(
                condition.observedGeneration(), service.getMetadata().getGeneration());
    }

    private static Optional<Condition> find(CroftService service, String type) {
        var status = service.getStatus();
        return status == null
                ? Optional.empty()
                : status.conditions().stream()
                        .filter(condition -> condition.type().equals(type))
                        .findFirst();
    }

    private static Reason lent(String name) {
        return () -> name;
    }

    private static @Nullable String url(Project project) {
        var domain = project.getSpec().domain();
        // Without a certificate there is no https to promise.
        return domain == null || !project.getSpec().isEnabled() ? null : "http://" + domain + "/";
    }
}

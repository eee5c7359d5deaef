package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.Release;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Conditions;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.outcome.Verdict;
import dev.croft.operator.routing.RouteIngress;
import dev.croft.operator.routing.ServiceRoutes;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the state of a Service means for its user. */
final class ServiceVerdict {

    private static final String DEPLOYED = "Deployed";
    private static final String ROUTED = "Routed";
    private static final int HISTORY = 10;

    private ServiceVerdict() {}

    /**
     * Judges one Service.
     *
     * @param deployment the Deployment as it stands after the plan was applied
     */
    static Verdict<ServiceStatus> of(
            CroftService service,
            ServiceObserved seen,
            Plan plan,
            Applied applied,
            Optional<Deployment> deployment,
            Settings settings,
            Instant now) {
        var before = service.getStatus();
        var conditions = new Conditions(before, service.getMetadata().getGeneration(), now);
        conditions.problems(plan.problems());
        conditions.problems(applied.problems());
        conditions.holds(plan.holds());
        conditions.holds(applied.holds());

        var rollout = Rollout.of(service, seen, plan, applied, deployment);
        rollout.report(conditions, DEPLOYED);
        var ways = seen.project()
                .filter(project -> project.getSpec().isEnabled())
                .map(project -> ServiceRoutes.of(project, service))
                .orElse(List.of());
        if (!ways.isEmpty()) {
            routed(service, seen, settings, applied, conditions);
        }
        var settled = conditions.settle();
        var live = rollout.isLive() ? release(seen, deployment, before, now) : null;
        var status = new ServiceStatus(
                service.getMetadata().getGeneration(),
                settled.conditions(),
                ServiceRoutes.url(ways).orElse(null),
                live != null ? live.image() : before == null ? null : before.image(),
                live != null ? live.digest() : before == null ? null : before.digest(),
                live != null ? live.revision() : before == null ? null : before.revision(),
                rollout.replicas(),
                endpoints(service),
                history(before, live));
        return new Verdict<>(status, settled.nextLook());
    }

    private static void routed(
            CroftService service, ServiceObserved seen, Settings settings, Applied applied, Conditions conditions) {
        var className = seen.project().flatMap(project -> RouteIngress.className(project, settings));
        var known = seen.ingressClasses();
        if (className.isPresent() && known.isPresent() && !known.get().names().contains(className.get())) {
            var message =
                    "IngressClass %s does not exist, so nobody serves the routes. Correct spec.routing.ingressClassName of the Project, or install that ingress controller."
                            .formatted(className.get());
            conditions.isFalse(ROUTED, ServiceReason.IngressClassNotFound, message);
            conditions.problems(List.of(Problem.of(ServiceReason.IngressClassNotFound, message)));
            return;
        }
        var ingress = Optional.of(new ObjectKey(
                "Ingress",
                service.getMetadata().getNamespace(),
                service.getMetadata().getName()));
        var refused = applied.problems().stream()
                .filter(problem -> problem.about().equals(ingress))
                .findFirst();
        var awaited = applied.holds().stream()
                .filter(hold -> hold.about().equals(ingress))
                .findFirst();
        if (refused.isPresent()) {
            conditions.isFalse(ROUTED, refused.get().reason(), refused.get().message());
        } else if (awaited.isPresent()) {
            conditions.isFalse(ROUTED, awaited.get().reason(), awaited.get().message());
        } else {
            conditions.isTrue(ROUTED, ServiceReason.Routed, "The routes are handed to the ingress controller.");
        }
    }

    private static List<String> endpoints(CroftService service) {
        return service.getSpec().ports().stream()
                .map(port -> "%s.%s.svc:%d"
                        .formatted(
                                service.getMetadata().getName(),
                                service.getMetadata().getNamespace(),
                                port.port()))
                .toList();
    }

    private static @Nullable Release release(
            ServiceObserved seen, Optional<Deployment> deployment, @Nullable ServiceStatus before, Instant now) {
        var revision = deployment
                .map(live -> live.getMetadata().getAnnotations().get(Annotations.RELEASE))
                .orElse(null);
        if (revision == null) {
            return null;
        }
        var known =
                before == null ? null : before.history().stream().findFirst().orElse(null);
        if (known != null && known.revision().equals(revision)) {
            // The Deployment may be seen complete before its pods are: then the digest comes with a later pass.
            return known.digest() != null
                    ? known
                    : new Release(revision, known.image(), digest(seen, revision), known.deployedAt());
        }
        var image = deployment
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
        return new Release(
                revision,
                image,
                digest(seen, revision),
                now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static @Nullable String digest(ServiceObserved seen, String revision) {
        return seen.pods().stream()
                .filter(pod -> pod.getMetadata().getAnnotations() != null
                        && revision.equals(pod.getMetadata().getAnnotations().get(Annotations.RELEASE)))
                .filter(pod -> pod.getStatus() != null)
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .map(ContainerStatus::getImageID)
                .filter(id -> id != null && id.contains("sha256:"))
                .map(id -> id.substring(id.indexOf("sha256:")))
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private static List<Release> history(@Nullable ServiceStatus before, @Nullable Release live) {
        List<Release> history = new ArrayList<>(before == null ? List.of() : before.history());
        if (live != null) {
            if (!history.isEmpty() && history.getFirst().revision().equals(live.revision())) {
                history.removeFirst();
            }
            history.addFirst(live);
        }
        return history.size() > HISTORY ? List.copyOf(history.subList(0, HISTORY)) : List.copyOf(history);
    }

    /** How far the pods are from what was asked for. */
    private record Rollout(State state, Optional<Problem> problem, int wanted, String replicas) {

        private enum State {
            DONE,
            DISABLED,
            ROLLING,
            WAITING
        }

        static Rollout of(
                CroftService service,
                ServiceObserved seen,
                Plan plan,
                Applied applied,
                Optional<Deployment> deployment) {
            boolean enabled = seen.project()
                    .map(Project::getSpec)
                    .map(spec -> spec.isEnabled())
                    .orElse(true);
            int wanted = enabled ? service.getSpec().replicasOrDefault() : 0;
            int ready = deployment
                    .map(Deployment::getStatus)
                    .map(DeploymentStatus::getReadyReplicas)
                    .map(count -> Math.min(count, wanted))
                    .orElse(0);
            var replicas = ready + "/" + wanted;
            boolean blocked = !plan.holds().isEmpty()
                    || !plan.problems().isEmpty()
                    || !applied.problems().isEmpty()
                    || !applied.holds().isEmpty();
            if (blocked) {
                return new Rollout(State.WAITING, Optional.empty(), wanted, replicas);
            }
            if (deployment.isEmpty()) {
                // Somebody took it away since it was looked at; the next pass makes it again.
                return new Rollout(State.ROLLING, Optional.empty(), wanted, replicas);
            }
            if (isComplete(deployment.get(), wanted)) {
                if (podsAgree(deployment.get(), seen.pods(), wanted)) {
                    return new Rollout(enabled ? State.DONE : State.DISABLED, Optional.empty(), wanted, replicas);
                }
                replicas = toldBefore(service, wanted).orElse(replicas);
            }
            var release = deployment.get().getMetadata().getAnnotations().getOrDefault(Annotations.RELEASE, "");
            var problem = PodTrouble.of(
                    deployment.get(), seen.pods(), release, service.getSpec().image());
            return new Rollout(State.ROLLING, problem, wanted, replicas);
        }

        private static boolean isComplete(Deployment deployment, int wanted) {
            var status = deployment.getStatus();
            return status != null
                    && status.getObservedGeneration() != null
                    && status.getObservedGeneration()
                            >= deployment.getMetadata().getGeneration()
                    && orZero(status.getUpdatedReplicas()) == wanted
                    && orZero(status.getReplicas()) == wanted
                    && orZero(status.getReadyReplicas()) == wanted;
        }

        // The Deployment is often seen ready a moment before its pods are. Told then, their number and the digest would
        // each cost a status of its own.
        private static boolean podsAgree(Deployment deployment, List<Pod> pods, int wanted) {
            var release = deployment.getMetadata().getAnnotations().getOrDefault(Annotations.RELEASE, "");
            var ofRelease = pods.stream()
                    .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                    .filter(pod -> pod.getMetadata().getAnnotations() != null
                            && release.equals(pod.getMetadata().getAnnotations().get(Annotations.RELEASE)))
                    .toList();
            long pulled = ofRelease.stream().filter(Rollout::isPulled).count();
            return ofRelease.isEmpty() || pulled >= wanted;
        }

        private static Optional<String> toldBefore(CroftService service, int wanted) {
            return Optional.ofNullable(service.getStatus())
                    .map(ServiceStatus::replicas)
                    .filter(replicas -> replicas.endsWith("/" + wanted));
        }

        private static boolean isPulled(Pod pod) {
            return pod.getStatus() != null
                    && pod.getStatus().getContainerStatuses().stream()
                            .anyMatch(container -> container.getImageID() != null
                                    && !container.getImageID().isEmpty());
        }

        private static int orZero(@Nullable Integer count) {
            return count == null ? 0 : count;
        }

        boolean isLive() {
            return state == State.DONE && wanted > 0;
        }

        void report(Conditions conditions, String type) {
            switch (state) {
                case DONE -> conditions.isTrue(type, ServiceReason.Deployed, "Every pod runs the wanted release.");
                case DISABLED ->
                    conditions.isTrue(
                            type, ServiceReason.Disabled, "The Project is switched off by spec.enabled; no pod runs.");
                case ROLLING -> {
                    if (problem.isPresent()) {
                        conditions.isFalse(
                                type, problem.get().reason(), problem.get().message());
                        conditions.problems(List.of(problem.get()));
                    } else {
                        var message =
                                "Pods of the wanted release are not all ready yet. If this lasts, read kubectl describe pods and their readiness probe.";
                        conditions.isFalse(type, ServiceReason.RollingOut, message);
                        conditions.holds(List.of(Hold.of(ServiceReason.RollingOut, message)));
                    }
                }
                case WAITING -> conditions.sameAsReady(type);
            }
        }
    }
}

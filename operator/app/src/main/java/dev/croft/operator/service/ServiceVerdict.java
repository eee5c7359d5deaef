package dev.croft.operator.service;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.Port;
import dev.croft.api.v1alpha1.service.Release;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.network.Peers;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Conditions;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.outcome.Verdict;
import dev.croft.operator.routing.RouteIngress;
import dev.croft.operator.routing.ServiceRoutes;
import dev.croft.operator.settings.ExternalNames;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.workload.LiveWorkload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the state of a Service means for its user. */
final class ServiceVerdict {

    private static final String DEPLOYED = "Deployed";
    private static final String ROUTED = "Routed";
    private static final String CONNECTED = "Connected";

    private ServiceVerdict() {}

    /**
     * Judges one Service.
     *
     * @param workload the workload of the Service's present kind as it stands after the plan was applied
     */
    static Verdict<ServiceStatus> of(
            CroftService service,
            ServiceObserved seen,
            Plan plan,
            Applied applied,
            Optional<LiveWorkload> workload,
            Settings settings,
            Instant now) {
        var before = service.getStatus();
        var conditions = new Conditions(before, service.getMetadata().getGeneration(), now);
        conditions.problems(plan.problems());
        conditions.problems(VolumesPlan.inWords(applied.problems(), service, seen));
        conditions.holds(plan.holds());
        conditions.holds(applied.holds());

        var rollout = service.getSpec().external() == null
                ? Optional.of(Rollout.of(service, seen, plan, applied, workload, now))
                : Optional.<Rollout>empty();
        rollout.ifPresent(pods -> pods.report(conditions, DEPLOYED));
        Runs.untilOverdue(seen).ifPresent(conditions::lookAgain);
        rollout.flatMap(Rollout::problem)
                .filter(problem -> Rollout.isCrash(problem.reason().name()))
                .ifPresent(crash -> conditions.lookAgain(PodTrouble.A_MOMENT));
        // Some storage grows only under a pod.
        rollout.filter(pods -> pods.wanted() > 0 && !service.getSpec().isScheduled())
                .flatMap(pods -> VolumesPlan.growing(service, seen))
                .ifPresent(growing -> conditions.holds(List.of(growing)));
        var ways = seen.project()
                .filter(project -> project.getSpec().isEnabled())
                .map(project -> ServiceRoutes.of(project, service))
                .orElse(List.of());
        if (!ways.isEmpty()) {
            routed(service, seen, settings, plan, applied, conditions);
        }
        connected(service, seen, plan, applied, conditions);
        var settled = conditions.settle();
        var history = rollout.isPresent() && workload.isPresent()
                ? History.with(service, workload.get(), rollout.get(), seen.pods(), now)
                : before == null ? List.<Release>of() : before.history();
        var live = rollout.filter(Rollout::isDeployed).isPresent() && !history.isEmpty() ? history.getFirst() : null;
        // What runs elsewhere runs no image of ours.
        var lastly = rollout.isPresent() ? before : null;
        var status = new ServiceStatus(
                service.getMetadata().getGeneration(),
                settled.conditions(),
                ServiceRoutes.url(ways).orElse(null),
                live != null ? live.image() : lastly == null ? null : lastly.image(),
                live != null ? live.digest() : lastly == null ? null : lastly.digest(),
                live != null ? live.revision() : lastly == null ? null : lastly.revision(),
                rollout.map(Rollout::replicas).orElse(null),
                endpoints(service),
                history);
        return new Verdict<>(status, settled.nextLook());
    }

    private static void connected(
            CroftService service, ServiceObserved seen, Plan plan, Applied applied, Conditions conditions) {
        var spec = service.getSpec();
        if (seen.project().isEmpty()
                || (spec.egress().isEmpty()
                        && spec.allowFrom().isEmpty()
                        && spec.dependsOn().isEmpty())) {
            return;
        }
        var missing = Peers.missing(service, seen.siblings());
        if (missing.isPresent()) {
            conditions.isFalse(CONNECTED, ServiceReason.PeerNotFound, missing.get());
            conditions.holds(List.of(Hold.of(ServiceReason.PeerNotFound, missing.get())));
        } else if (spec.external() != null
                // What runs elsewhere has no policy: those of its callers let them out.
                || isHandedOver(CONNECTED, service, List.of("NetworkPolicy"), plan, applied, conditions)) {
            conditions.isTrue(CONNECTED, ServiceReason.Connected, "The ways in and out are handed to the network.");
        }
    }

    private static void routed(
            CroftService service,
            ServiceObserved seen,
            Settings settings,
            Plan plan,
            Applied applied,
            Conditions conditions) {
        var external = service.getSpec().external();
        if (external != null && !external.isAddress() && settings.externalNames() == ExternalNames.IGNORED) {
            var message =
                    "spec.external.host: the ingress controller does not follow names of the outside, so nobody serves the routes. Set allowExternalNameServices of Traefik and CROFT_EXTERNAL_NAMES of the operator, or name an address.";
            conditions.isFalse(ROUTED, ServiceReason.ExternalNameIgnored, message);
            conditions.problems(List.of(Problem.of(ServiceReason.ExternalNameIgnored, message)));
            return;
        }
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
        // The Ingress leads to the core Service, and is not made without it.
        if (isHandedOver(ROUTED, service, List.of("Ingress", "Service"), plan, applied, conditions)) {
            conditions.isTrue(ROUTED, ServiceReason.Routed, "The routes are handed to the ingress controller.");
        }
    }

    /**
     * Whether a Service's objects of some kinds are as they should be; if not, the condition says why.
     *
     * @param kinds the first is the one that must be planned
     */
    private static boolean isHandedOver(
            String type, CroftService service, List<String> kinds, Plan plan, Applied applied, Conditions conditions) {
        var objects = kinds.stream()
                .map(kind -> new ObjectKey(
                        kind,
                        service.getMetadata().getNamespace(),
                        service.getMetadata().getName()))
                .toList();
        var refused = applied.problems().stream()
                .filter(problem -> problem.about().filter(objects::contains).isPresent())
                .findFirst();
        var awaited = applied.holds().stream()
                .filter(hold -> hold.about().filter(objects::contains).isPresent())
                .findFirst();
        if (refused.isPresent()) {
            conditions.isFalse(type, refused.get().reason(), refused.get().message());
            return false;
        }
        if (awaited.isPresent()) {
            conditions.isFalse(type, awaited.get().reason(), awaited.get().message());
            return false;
        }
        if (!plan.brings(objects.getFirst()) || applied.unreached().contains(objects.getFirst())) {
            conditions.sameAsReady(type);
            return false;
        }
        return true;
    }

    private static List<String> endpoints(CroftService service) {
        var external = service.getSpec().external();
        var ports = external == null ? service.getSpec().ports().stream().map(Port::port) : Stream.of(external.port());
        return ports.map(port -> "%s.%s.svc:%d"
                        .formatted(
                                service.getMetadata().getName(),
                                service.getMetadata().getNamespace(),
                                port))
                .toList();
    }
}

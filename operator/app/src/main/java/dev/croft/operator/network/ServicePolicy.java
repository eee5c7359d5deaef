package dev.croft.operator.network;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.Port;
import dev.croft.api.v1alpha1.service.network.AllowFrom;
import dev.croft.api.v1alpha1.service.network.Egress;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Opens one Service as far as its spec says: the ingress controller to routed ports, callers by {@code allowFrom}, and
 * the way out to those that let it in. Changes with what a spec can open.
 */
public final class ServicePolicy {

    private ServicePolicy() {}

    /**
     * Builds the one policy of a Service.
     *
     * @param routedPorts port numbers that the ingress controller sends requests to
     * @param moved those ports that some pods have under another number
     * @param siblings the Services of the same Project, among them those that let this one in
     */
    public static NetworkPolicy of(
            Project project,
            CroftService service,
            Collection<Integer> routedPorts,
            Collection<Port> moved,
            Collection<CroftService> siblings,
            Settings settings) {
        var name = service.getMetadata().getName();
        var projectName = project.getMetadata().getName();
        // Both types are named even with nothing to open: the pods are closed also before the Project's policy is
        // there.
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.ofService(projectName, name, Labels.NETWORK))
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata()
                .withNewSpec()
                .withPodSelector(Doors.running(projectName, name))
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(waysIn(projectName, service, routedPorts, siblings, settings).stream()
                        .map(rule -> alsoByName(rule, moved))
                        .toList())
                .withEgress(waysOut(projectName, service, siblings, settings))
                .endSpec()
                .build();
    }

    private static List<NetworkPolicyIngressRule> waysIn(
            String project,
            CroftService service,
            Collection<Integer> routedPorts,
            Collection<CroftService> siblings,
            Settings settings) {
        List<NetworkPolicyIngressRule> rules = new ArrayList<>();
        if (!routedPorts.isEmpty()) {
            rules.add(new NetworkPolicyIngressRuleBuilder()
                    .withFrom(Doors.namespace(settings.ingressNamespace()))
                    .withPorts(routedPorts.stream()
                            .distinct()
                            .sorted()
                            .map(port -> Doors.port(port, "TCP"))
                            .toList())
                    .build());
        }
        waysInByCallers(project, service, siblings).forEach(rules::add);
        service.getSpec().allowFrom().forEach(allowed -> rules.add(wayIn(project, service, allowed)));
        return rules;
    }

    private static NetworkPolicyIngressRule alsoByName(NetworkPolicyIngressRule rule, Collection<Port> moved) {
        return new NetworkPolicyIngressRuleBuilder(rule)
                .addAllToPorts(moved.stream()
                        .filter(port -> rule.getPorts().contains(Doors.port(port.port(), port.protocolOrDefault())))
                        .map(port -> Doors.port(port.name(), port.protocolOrDefault()))
                        .toList())
                .build();
    }

    // What a caller opens on its side is opened on this one as well.
    private static Stream<NetworkPolicyIngressRule> waysInByCallers(
            String project, CroftService callee, Collection<CroftService> siblings) {
        var name = callee.getMetadata().getName();
        return Edges.readable(siblings).stream()
                .flatMap(caller -> Edges.from(caller)
                        .filter(hole -> name.equals(hole.service()))
                        .filter(hole -> protocols(callee, hole.port()).findAny().isPresent())
                        .map(hole -> new NetworkPolicyIngressRuleBuilder()
                                .withFrom(
                                        Doors.pods(project, caller.getMetadata().getName()))
                                .withPorts(protocols(callee, hole.port())
                                        .map(protocol -> Doors.port(hole.port(), protocol))
                                        .toList())
                                .build()));
    }

    private static NetworkPolicyIngressRule wayIn(String project, CroftService service, AllowFrom allowed) {
        return new NetworkPolicyIngressRuleBuilder()
                .withFrom(peer(project, allowed))
                .withPorts(protocols(service, allowed.port())
                        .map(protocol -> Doors.port(allowed.port(), protocol))
                        .toList())
                .build();
    }

    private static NetworkPolicyPeer peer(String project, AllowFrom allowed) {
        var caller = allowed.service();
        if (caller != null) {
            return Doors.pods(project, caller);
        }
        if (allowed.cidr() != null) {
            return Doors.addresses(allowed.cidr());
        }
        throw new IllegalArgumentException("The schema wants one of service and cidr");
    }

    private static List<NetworkPolicyEgressRule> waysOut(
            String project, CroftService caller, Collection<CroftService> siblings, Settings settings) {
        var name = caller.getMetadata().getName();
        List<NetworkPolicyEgressRule> rules = new ArrayList<>();
        rules.add(Doors.toDns(settings));
        Edges.readable(siblings).stream()
                .filter(ServicePolicy::isReachable)
                .forEach(callee -> Stream.concat(
                                callee.getSpec().allowFrom().stream()
                                        .filter(allowed -> name.equals(allowed.service()))
                                        .map(AllowFrom::port),
                                Edges.from(caller)
                                        .filter(hole ->
                                                callee.getMetadata().getName().equals(hole.service()))
                                        .map(Egress::port))
                        .distinct()
                        .filter(port -> protocols(callee, port).findAny().isPresent())
                        .forEach(port -> rules.add(wayOut(project, callee, port))));
        Edges.from(caller).filter(hole -> hole.cidr() != null).forEach(hole -> rules.add(wayOut(hole)));
        return rules;
    }

    private static NetworkPolicyEgressRule wayOut(Egress hole) {
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(Doors.addresses(Objects.requireNonNull(hole.cidr())))
                .withPorts(Doors.port(hole.port(), "TCP"), Doors.port(hole.port(), "UDP"))
                .build();
    }

    // A policy knows no names: a way out to one of the outside is opened by its range.
    private static boolean isReachable(CroftService callee) {
        var external = callee.getSpec().external();
        return external == null || external.isAddress();
    }

    private static NetworkPolicyEgressRule wayOut(String project, CroftService callee, int port) {
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(callee(project, callee))
                .withPorts(protocols(callee, port)
                        .map(protocol -> Doors.port(port, protocol))
                        .toList())
                .build();
    }

    private static NetworkPolicyPeer callee(String project, CroftService callee) {
        var external = callee.getSpec().external();
        return external == null ? Doors.pods(project, callee.getMetadata().getName()) : Doors.address(external.host());
    }

    private static Stream<String> protocols(CroftService service, int number) {
        if (service.getSpec().external() != null) {
            return Stream.of("TCP");
        }
        return service.getSpec().ports().stream()
                .filter(port -> port.port() == number)
                .map(Port::protocolOrDefault)
                .sorted();
    }
}

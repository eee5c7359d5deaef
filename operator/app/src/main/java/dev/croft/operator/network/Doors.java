package dev.croft.operator.network;

import dev.croft.operator.naming.Labels;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.Map;

/** The openings of which NetworkPolicies are made; changes with how a peer is recognised. */
final class Doors {

    private static final int DNS = 53;

    private Doors() {}

    static NetworkPolicyEgressRule toDns(Settings settings) {
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(new NetworkPolicyPeerBuilder()
                        .withNewNamespaceSelector()
                        .withMatchLabels(Map.of("kubernetes.io/metadata.name", settings.dnsNamespace()))
                        .endNamespaceSelector()
                        .withNewPodSelector()
                        .withMatchLabels(settings.dnsPods())
                        .endPodSelector()
                        .build())
                .withPorts(port(DNS, "UDP"), port(DNS, "TCP"))
                .build();
    }

    static NetworkPolicyPeer namespace(String name) {
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .withMatchLabels(Map.of("kubernetes.io/metadata.name", name))
                .endNamespaceSelector()
                .build();
    }

    static NetworkPolicyPeer pods(String project, String service) {
        return new NetworkPolicyPeerBuilder()
                .withPodSelector(running(project, service))
                .build();
    }

    /**
     * The pods in which a Service itself runs. Both ways at once: one that turns from a server into a schedule, or back,
     * has pods of both kinds for a while.
     */
    static LabelSelector running(String project, String service) {
        return new LabelSelectorBuilder()
                .withMatchLabels(Labels.pods(project, service))
                .withMatchExpressions(
                        new LabelSelectorRequirement(Labels.COMPONENT, "In", List.of(Labels.SCHEDULE, Labels.SERVE)))
                .build();
    }

    /** One address as a range. */
    static NetworkPolicyPeer address(String address) {
        return addresses(Edges.range(address));
    }

    static NetworkPolicyPeer addresses(String cidr) {
        return new NetworkPolicyPeerBuilder()
                .withNewIpBlock()
                .withCidr(cidr)
                .endIpBlock()
                .build();
    }

    static NetworkPolicyPort port(int number, String protocol) {
        return port(new IntOrString(number), protocol);
    }

    /** Whatever number a pod has it under. */
    static NetworkPolicyPort port(String name, String protocol) {
        return port(new IntOrString(name), protocol);
    }

    private static NetworkPolicyPort port(IntOrString port, String protocol) {
        return new NetworkPolicyPortBuilder()
                .withPort(port)
                .withProtocol(protocol)
                .build();
    }
}

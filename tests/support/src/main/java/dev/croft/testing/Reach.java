package dev.croft.testing;

import inet.ipaddr.IPAddressString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may reach whom, as NetworkPolicies alone say it; changes when policies are made that say more. The rules are those of
 * {@code networking.k8s.io/v1}: a pod that no policy selects is open; one that some select is as open as all of them together;
 * and a connection needs both of its ends.
 */
public final class Reach {

    private static final String USUAL_PROTOCOL = "TCP";

    private final List<NetworkPolicy> policies;

    public Reach(List<NetworkPolicy> policies) {
        this.policies = List.copyOf(policies);
    }

    /**
     * One end of a connection.
     *
     * @param namespace its namespace; empty for what is no pod
     * @param namespaceLabels the labels of that namespace
     * @param labels those of the pod
     * @param address where it is
     */
    public record End(
            String namespace, Map<String, String> namespaceLabels, Map<String, String> labels, String address) {

        /** Something that is no pod. */
        public static End outside(String address) {
            return new End("", Map.of(), Map.of(), address);
        }

        boolean isPod() {
            return !namespace.isEmpty();
        }
    }

    /** Whether one may open a connection to a port of the other. */
    public boolean allows(End from, End to, int port, String protocol) {
        return leaves(from, to, port, protocol) && enters(from, to, port, protocol);
    }

    private boolean leaves(End from, End to, int port, String protocol) {
        var closing = selecting(from, "Egress");
        return closing.isEmpty()
                || closing.stream()
                        .flatMap(policy -> policy.getSpec().getEgress().stream()
                                .filter(rule -> opens(rule.getTo(), rule.getPorts(), to, policy, port, protocol)))
                        .findAny()
                        .isPresent();
    }

    private boolean enters(End from, End to, int port, String protocol) {
        var closing = selecting(to, "Ingress");
        return closing.isEmpty()
                || closing.stream()
                        .flatMap(policy -> policy.getSpec().getIngress().stream()
                                .filter(rule -> opens(rule.getFrom(), rule.getPorts(), from, policy, port, protocol)))
                        .findAny()
                        .isPresent();
    }

    private List<NetworkPolicy> selecting(End end, String type) {
        return policies.stream()
                .filter(policy -> end.isPod()
                        && policy.getMetadata().getNamespace().equals(end.namespace())
                        && types(policy).anyMatch(type::equals)
                        && matches(policy.getSpec().getPodSelector(), end.labels()))
                .toList();
    }

    private static Stream<String> types(NetworkPolicy policy) {
        var named = policy.getSpec().getPolicyTypes();
        if (!named.isEmpty()) {
            return named.stream();
        }
        return policy.getSpec().getEgress().isEmpty() ? Stream.of("Ingress") : Stream.of("Ingress", "Egress");
    }

    private static boolean opens(
            List<NetworkPolicyPeer> peers,
            List<NetworkPolicyPort> ports,
            End other,
            NetworkPolicy policy,
            int port,
            String protocol) {
        boolean isPeer = peers.isEmpty() || peers.stream().anyMatch(peer -> isPeer(peer, other, policy));
        return isPeer && (ports.isEmpty() || ports.stream().anyMatch(open -> isPort(open, port, protocol)));
    }

    private static boolean isPeer(NetworkPolicyPeer peer, End other, NetworkPolicy policy) {
        if (peer.getIpBlock() != null) {
            return isIn(peer.getIpBlock(), other.address());
        }
        boolean isThere = peer.getNamespaceSelector() == null
                ? other.namespace().equals(policy.getMetadata().getNamespace())
                : matches(peer.getNamespaceSelector(), other.namespaceLabels());
        return other.isPod()
                && isThere
                && (peer.getPodSelector() == null || matches(peer.getPodSelector(), other.labels()));
    }

    private static boolean isIn(IPBlock block, String address) {
        var asked = new IPAddressString(address);
        return new IPAddressString(block.getCidr()).contains(asked)
                && block.getExcept().stream().noneMatch(part -> new IPAddressString(part).contains(asked));
    }

    private static boolean isPort(NetworkPolicyPort open, int port, String protocol) {
        if (!Objects.requireNonNullElse(open.getProtocol(), USUAL_PROTOCOL).equals(protocol)) {
            return false;
        }
        if (open.getPort() == null) {
            return true;
        }
        int first = Objects.requireNonNull(
                open.getPort().getIntVal(), "Ports by name depend on the pod, and Croft makes none");
        int last = open.getEndPort() == null ? first : open.getEndPort();
        return port >= first && port <= last;
    }

    private static boolean matches(@Nullable LabelSelector selector, Map<String, String> labels) {
        return selector == null
                || (labels.entrySet()
                                .containsAll(orEmpty(selector.getMatchLabels()).entrySet())
                        && selector.getMatchExpressions().stream().allMatch(asked -> matches(asked, labels)));
    }

    private static boolean matches(LabelSelectorRequirement asked, Map<String, String> labels) {
        var value = labels.get(asked.getKey());
        return switch (asked.getOperator()) {
            case "In" -> value != null && asked.getValues().contains(value);
            case "NotIn" -> value == null || !asked.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException("There is no operator " + asked.getOperator());
        };
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> labels) {
        return labels == null ? Map.of() : labels;
    }
}

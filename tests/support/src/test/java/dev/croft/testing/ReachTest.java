package dev.croft.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.testing.Reach.End;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReachTest {

    private static final End WEB = pod("a", "web", "10.0.0.1");
    private static final End DB = pod("a", "db", "10.0.0.2");
    private static final End ELSEWHERE = pod("b", "web", "10.0.0.3");
    private static final End OUTSIDE = End.outside("192.0.2.1");

    @Test
    void isOpenWithoutPolicies() {
        assertThat(reach().allows(WEB, DB, 1, "TCP")).isTrue();
        assertThat(reach().allows(OUTSIDE, DB, 1, "UDP")).isTrue();
    }

    @Test
    void isClosedBothWaysByAPolicyOfBothTypes() {
        var closed = reach("{podSelector: {}, policyTypes: [Ingress, Egress]}");

        assertThat(closed.allows(WEB, DB, 1, "TCP")).isFalse();
        assertThat(closed.allows(WEB, OUTSIDE, 1, "TCP")).isFalse();
        assertThat(closed.allows(OUTSIDE, WEB, 1, "TCP")).isFalse();
        assertThat(closed.allows(OUTSIDE, ELSEWHERE, 1, "TCP")).isTrue();
    }

    @Test
    void needsBothEnds() {
        var in =
                "{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]}";
        var shut = "{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}";
        var out =
                "{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: db}}}]}]}";

        assertThat(reach(in).allows(WEB, DB, 5432, "TCP")).isTrue();
        assertThat(reach(in, shut).allows(WEB, DB, 5432, "TCP")).isFalse();
        assertThat(reach(in, shut, out).allows(WEB, DB, 5432, "TCP")).isTrue();
    }

    @Test
    void tellsPortsProtocolsAndNamespacesApart() {
        var in = reach(
                "{podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432, endPort: 5440}]}]}");

        assertThat(in.allows(WEB, DB, 5440, "TCP")).isTrue();
        assertThat(in.allows(WEB, DB, 5441, "TCP")).isFalse();
        assertThat(in.allows(WEB, DB, 5432, "UDP")).isFalse();
        assertThat(in.allows(ELSEWHERE, DB, 5432, "TCP")).isFalse();
        assertThat(in.allows(OUTSIDE, DB, 5432, "TCP")).isFalse();
    }

    @Test
    void knowsNamespacesAndRanges() {
        var in = reach(
                "{podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{namespaceSelector: {matchLabels: {name: b}}}]}, {from: [{ipBlock: {cidr: 192.0.2.0/24, except: [192.0.2.128/25]}}]}]}");

        assertThat(in.allows(ELSEWHERE, DB, 1, "TCP")).isTrue();
        assertThat(in.allows(WEB, DB, 1, "TCP")).isFalse();
        assertThat(in.allows(OUTSIDE, DB, 1, "TCP")).isTrue();
        assertThat(in.allows(End.outside("192.0.2.200"), DB, 1, "TCP")).isFalse();
    }

    private static End pod(String namespace, String app, String address) {
        return new End(namespace, Map.of("name", namespace), Map.of("app", app), address);
    }

    private static Reach reach(String... specs) {
        return new Reach(Stream.of(specs).map(ReachTest::policy).toList());
    }

    private static NetworkPolicy policy(String spec) {
        return Serialization.unmarshal("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: p, namespace: a}
                spec: %s
                """.formatted(spec), NetworkPolicy.class);
    }
}

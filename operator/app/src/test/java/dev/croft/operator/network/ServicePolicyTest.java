package dev.croft.operator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServicePolicyTest {

    private static final Project PROJECT = Samples.project("");
    private static final Settings SETTINGS = Settings.defaults();

    @Test
    void closesBothWaysAndAsksOnlyForNames() {
        var spec = policy(Samples.service("web", ""), List.of());

        assertThat(spec.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(spec.getIngress()).isEmpty();
        assertThat(spec.getEgress()).hasSize(1);
        assertThat(spec.getEgress().getFirst().getPorts())
                .extracting(ServicePolicyTest::text)
                .containsExactly("53/UDP", "53/TCP");
        assertThat(spec.getPodSelector()).isEqualTo(Doors.running("shop", "web"));
    }

    @Test
    void letsPodsBeReachedWhereTheyHaveAPortUnderAnotherNumber() {
        var service = Samples.service("web", "ports: [{name: http, port: 9090}, {name: admin, port: 9000}]");
        var moved = List.of(service.getSpec().ports().getFirst());

        var ports = ServicePolicy.of(PROJECT, service, List.of(9000, 9090), moved, List.of(), SETTINGS)
                .getSpec()
                .getIngress()
                .getFirst()
                .getPorts();

        assertThat(ports)
                .extracting(NetworkPolicyPort::getPort)
                .containsExactly(new IntOrString(9000), new IntOrString(9090), new IntOrString("http"));
    }

    @Test
    void letsTheIngressControllerInToRoutedPortsOnce() {
        var spec = ServicePolicy.of(
                        PROJECT, Samples.service("web", ""), List.of(8081, 8080, 8081), List.of(), List.of(), SETTINGS)
                .getSpec();

        var rule = spec.getIngress().getFirst();
        assertThat(rule.getPorts()).extracting(ServicePolicyTest::text).containsExactly("8080/TCP", "8081/TCP");
        assertThat(rule.getFrom().getFirst().getNamespaceSelector().getMatchLabels())
                .isEqualTo(Map.of("kubernetes.io/metadata.name", "traefik"));
    }

    @Test
    void opensTheWayToWhatIsAwaitedOnBothSides() {
        var web = Samples.service("web", """
                dependsOn: [{service: db, port: 5432}, {host: 192.168.1.5, port: 22}, {host: x.example.com, port: 22}]
                egress: [{service: db, port: 5432}]
                """);
        var db = Samples.service("db", "ports: [{name: sql, port: 5432}]");

        var out = policy(web, List.of(web, db)).getEgress();
        var in = policy(db, List.of(web, db)).getIngress();

        assertThat(out).hasSize(3);
        assertThat(out.get(1).getPorts()).extracting(ServicePolicyTest::text).containsExactly("5432/TCP");
        assertThat(out.get(2).getTo().getFirst().getIpBlock().getCidr()).isEqualTo("192.168.1.5/32");
        assertThat(in).hasSize(1);
        assertThat(in.getFirst().getFrom().getFirst().getPodSelector()).isEqualTo(Doors.running("shop", "web"));
    }

    @Test
    void letsNamedServicesOfTheSameProjectIn() {
        var spec = policy(Samples.service("api", """
                ports: [{name: http, port: 8080}, {name: quic, port: 8080, protocol: UDP}]
                allowFrom: [{service: web, port: 8080}]
                """), List.of());

        var rule = spec.getIngress().getFirst();
        assertThat(rule.getFrom().getFirst().getPodSelector()).isEqualTo(Doors.running("shop", "web"));
        assertThat(rule.getFrom().getFirst().getNamespaceSelector()).isNull();
        assertThat(rule.getPorts()).extracting(ServicePolicyTest::text).containsExactly("8080/TCP", "8080/UDP");
    }

    @Test
    void letsAddressesIn() {
        var spec = policy(Samples.service("api", """
                ports: [{name: http, port: 8080}]
                allowFrom: [{cidr: 10.0.0.0/8, port: 8080}]
                """), List.of());

        assertThat(spec.getIngress()
                        .getFirst()
                        .getFrom()
                        .getFirst()
                        .getIpBlock()
                        .getCidr())
                .isEqualTo("10.0.0.0/8");
    }

    @Test
    void opensTheWayOutToThoseThatLetItIn() {
        var api = Samples.service("api", """
                ports: [{name: http, port: 8080}]
                allowFrom: [{service: web, port: 8080}, {service: worker, port: 8080}]
                """);
        var cache = Samples.service("cache", """
                ports: [{name: redis, port: 6379}]
                allowFrom: [{service: worker, port: 6379}]
                """);

        var spec = policy(Samples.service("web", ""), List.of(cache, api));

        assertThat(spec.getEgress()).hasSize(2);
        var out = spec.getEgress().getLast();
        assertThat(out.getTo().getFirst().getPodSelector()).isEqualTo(Doors.running("shop", "api"));
        assertThat(out.getPorts()).extracting(ServicePolicyTest::text).containsExactly("8080/TCP");
    }

    @Test
    void doesNotDependOnTheOrderOfSiblings() {
        var one = Samples.service("one", "ports: [{name: a, port: 1}]\nallowFrom: [{service: web, port: 1}]");
        var two = Samples.service("two", "ports: [{name: a, port: 2}]\nallowFrom: [{service: web, port: 2}]");
        var web = Samples.service("web", "");

        assertThat(policy(web, List.of(one, two))).isEqualTo(policy(web, List.of(two, one)));
    }

    @Test
    void passesOverASiblingWhoseSpecCannotBeRead() {
        var unreadable = Samples.unreadable("api");

        assertThat(policy(Samples.service("web", ""), List.of(unreadable)).getEgress())
                .hasSize(1);
    }

    @Test
    void opensNothingForAnEntryThatNamesNobody() {
        var service = Samples.service("api", """
                ports: [{name: http, port: 8080}]
                allowFrom: [{port: 8080}]
                """);

        assertThatThrownBy(() -> policy(service, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closesEveryPodOfAProject() {
        var policy = ProjectPolicy.of(PROJECT, SETTINGS);

        assertThat(policy.getMetadata().getName()).isEqualTo("shop-default-deny");
        assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEqualTo(Map.of("croft.dev/project", "shop"));
        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getSpec().getIngress()).isEmpty();
        assertThat(policy.getSpec().getEgress()).hasSize(1);
    }

    private static NetworkPolicySpec policy(CroftService service, List<CroftService> siblings) {
        return ServicePolicy.of(PROJECT, service, List.of(), List.of(), siblings, SETTINGS)
                .getSpec();
    }

    private static String text(NetworkPolicyPort port) {
        return port.getPort().getIntVal() + "/" + port.getProtocol();
    }
}

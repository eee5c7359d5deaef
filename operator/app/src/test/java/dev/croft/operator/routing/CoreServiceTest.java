package dev.croft.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.External;
import dev.croft.api.v1alpha1.service.Port;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreServiceTest {

    private static final Project PROJECT = Samples.project("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.168.1.5          | {}                                   | true
            192.168.1.5          | {ipFamilies: [IPv4]}                 | true
            192.168.1.5          | {ipFamilies: [IPv6, IPv4]}           | false
            'fd00::5'            | {ipFamilies: [IPv6]}                 | true
            printer.example.com  | {ipFamilies: [IPv6]}                 | true
            192.168.1.5          | {selector: {app: somebody-elses}}    | false
            printer.example.com  | {selector: {app: somebody-elses}}    | true
            """)
    void canOnlyLeadElsewhereWhatSelectedNoPodsAndHasTheFamily(String host, String live, boolean can) {
        assertThat(CoreService.canLeadTo(external(host), PROJECT, live(live))).isEqualTo(can);
    }

    @Test
    void isReachedUnderTheNameOfTheServiceAtEachPort() {
        var service = Samples.service("web", """
                ports:
                - {name: http, port: 8080}
                - {name: dns, port: 5353, protocol: UDP}
                """);

        var core = CoreService.of(PROJECT, service, List.of());

        assertThat(core.getMetadata().getName()).isEqualTo("web");
        assertThat(core.getSpec().getPorts())
                .extracting(port -> port.getName() + port.getPort() + port.getProtocol())
                .containsExactly("http8080TCP", "dns5353UDP");
        assertThat(core.getSpec().getPorts().getFirst().getTargetPort()).isEqualTo(new IntOrString(8080));
    }

    @Test
    void cannotLeadElsewhereOnceItHasSelectedTheServicesPods() {
        var live = CoreService.of(PROJECT, Samples.service("printer", ""), List.of());

        assertThat(CoreService.canLeadTo(external("192.168.1.5"), PROJECT, live))
                .isFalse();
        assertThat(CoreService.canLeadTo(external("printer.example.com"), PROJECT, live))
                .isFalse();
    }

    @Test
    void asksForTheFamilyOfAnAddressWhateverIsUsualInTheCluster() {
        assertThat(elsewhere("192.168.1.5").getSpec().getIpFamilies()).containsExactly("IPv4");
        assertThat(elsewhere("fd00::5").getSpec().getIpFamilies()).containsExactly("IPv6");
    }

    @Test
    void leavesASecondFamilyThatSomebodyAdded() {
        var both = Optional.of(live("{ipFamilies: [IPv4, IPv6]}"));

        var core = CoreService.ofAddress(PROJECT, service("192.168.1.5"), external("192.168.1.5"), both);

        assertThat(core.getSpec().getIpFamilies()).containsExactly("IPv4", "IPv6");
    }

    @Test
    void namesTheOutsideWhole() {
        var core = CoreService.ofName(PROJECT, service("printer.example.com"), external("printer.example.com"));

        assertThat(core.getSpec().getType()).isEqualTo("ExternalName");
        assertThat(core.getSpec().getExternalName()).isEqualTo("printer.example.com.");
        assertThat(core.getSpec().getSelector()).isEmpty();
    }

    @Test
    void findsAPortByItsNameWhileSomePodsHaveItUnderAnotherNumber() {
        var service = Samples.service("web", "ports: [{name: http, port: 9090}, {name: admin, port: 9000}]");
        var old = Samples.pod("web-1", """
                metadata: {}
                spec: {containers: [{name: app, ports: [{name: http, containerPort: 8080}, {containerPort: 9000}]}]}
                """);

        var moved = CoreService.moved(service, List.of(old, Samples.pod("web-2", "metadata: {}")));

        assertThat(moved).extracting(Port::name).containsExactly("http");
        assertThat(CoreService.of(PROJECT, service, moved).getSpec().getPorts())
                .extracting(ServicePort::getTargetPort)
                .containsExactly(new IntOrString("http"), new IntOrString(9000));
    }

    private static Service elsewhere(String host) {
        return CoreService.ofAddress(PROJECT, service(host), external(host), Optional.empty());
    }

    private static External external(String host) {
        return Objects.requireNonNull(service(host).getSpec().external());
    }

    // The sample's own image stands beside it; no schema looks at it here.
    private static CroftService service(String host) {
        return Samples.service("printer", "external: {host: \"%s\", port: 631}".formatted(host));
    }

    private static Service live(String spec) {
        return Samples.read("""
                apiVersion: v1
                kind: Service
                metadata: {name: printer, namespace: acme}
                spec: %s
                """.formatted(spec), Service.class);
    }
}

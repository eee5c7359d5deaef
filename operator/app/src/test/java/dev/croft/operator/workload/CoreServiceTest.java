package dev.croft.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.External;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Objects;
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
            192.168.1.5          | {selector: {app: web}}               | false
            """)
    void canOnlyLeadElsewhereWhatSelectedNoPodsAndHasTheFamily(String host, String live, boolean can) {
        assertThat(CoreService.canLeadTo(external(host), live(live))).isEqualTo(can);
    }

    @Test
    void asksForTheFamilyOfAnAddressOnlyWhereThatIsNotTheUsualOne() {
        assertThat(elsewhere("192.168.1.5").getSpec().getIpFamilies()).isEmpty();
        assertThat(elsewhere("fd00::5").getSpec().getIpFamilies()).containsExactly("IPv6");
    }

    @Test
    void namesTheOutsideWhole() {
        var core = CoreService.ofName(PROJECT, service("printer.example.com"), external("printer.example.com"));

        assertThat(core.getSpec().getType()).isEqualTo("ExternalName");
        assertThat(core.getSpec().getExternalName()).isEqualTo("printer.example.com.");
        assertThat(core.getSpec().getSelector()).isEmpty();
    }

    private static Service elsewhere(String host) {
        return CoreService.ofAddress(PROJECT, service(host), external(host));
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

package dev.croft.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.outcome.Problem;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpossibleTargetTest {

    private static final Set<String> ADDRESSES = Set.of("192.168.1.2");

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.111", "10.9.0.1", "fd00::1", "printer.example.com", "svc.example.com"})
    void leavesAloneWhatRunsElsewhere(String host) {
        assertThat(inside(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.96.0.1", "10.244.3.7", "10.111.255.254", "10.43.0.10", "192.168.1.2"})
    void refusesAnAddressOfTheCluster(String host) {
        var problem = inside(host);

        assertThat(problem).map(Problem::reason).contains(ServiceReason.ExternalHostInside);
        assertThat(problem.orElseThrow().message())
                .startsWith("spec.external.host: " + host + " is ")
                .contains("of the cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web.other.svc.cluster.local", "cluster.local"})
    void refusesANameOfTheCluster(String host) {
        assertThat(inside(host).orElseThrow().message()).contains("is a name of the cluster's domain");
    }

    private static Optional<Problem> inside(String host) {
        var service = Samples.service("printer", "external: {host: \"%s\", port: 443}".formatted(host));
        return Impossible.in(service, List.of(), Settings.defaults(), ADDRESSES);
    }
}

package dev.croft.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import dev.croft.testing.Reach;
import dev.croft.testing.Reach.End;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Services of a Project declare: their policies together open that, and nothing else. */
class DeclaredEdgesTest {

    private static final int SERVICES = 5;
    private static final int PORT = 80;
    private static final Project PROJECT = Samples.project("");
    private static final String FAR = "192.0.2.7";

    /** From one Service to another, or to or from the outside. */
    private record Edge(String from, String to) {
        @Override
        public String toString() {
            return from + " -> " + to;
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void policiesOpenWhatIsDeclaredAndNothingElse(int seed) {
        Set<String> declared = new TreeSet<>();
        var services = services(new Random(seed), declared);
        List<NetworkPolicy> policies = new ArrayList<>(List.of(ProjectPolicy.of(PROJECT, Settings.defaults())));
        services.forEach(service ->
                policies.add(ServicePolicy.of(PROJECT, service, List.of(), List.of(), services, Settings.defaults())));
        var reach = new Reach(policies);

        Set<String> open = new TreeSet<>();
        for (var from : services) {
            for (var to : services) {
                if (!from.equals(to) && reach.allows(pod(from), pod(to), PORT, "TCP")) {
                    open.add(new Edge(name(from), name(to)).toString());
                }
            }
            if (reach.allows(pod(from), End.outside(FAR), PORT, "TCP")) {
                open.add(new Edge(name(from), FAR).toString());
            }
            if (reach.allows(End.outside(FAR), pod(from), PORT, "TCP")) {
                open.add(new Edge(FAR, name(from)).toString());
            }
            assertThat(reach.allows(pod(from), End.outside("192.0.3.7"), PORT, "TCP"))
                    .isFalse();
            services.forEach(to -> assertThat(reach.allows(pod(from), pod(to), PORT + 1, "TCP"))
                    .as("another port")
                    .isFalse());
        }

        assertThat(open).isEqualTo(declared);
    }

    private static List<CroftService> services(Random random, Set<String> declared) {
        List<CroftService> services = new ArrayList<>();
        for (int i = 0; i < SERVICES; i++) {
            var name = "s" + i;
            var allowFrom = new ArrayList<String>();
            var egress = new ArrayList<String>();
            var dependsOn = new ArrayList<String>();
            for (int other = 0; other < SERVICES; other++) {
                if (other == i) {
                    continue;
                }
                var entry = "{service: s%d, port: %d}".formatted(other, PORT);
                switch (random.nextInt(8)) {
                    case 0 -> {
                        allowFrom.add(entry);
                        declared.add(new Edge("s" + other, name).toString());
                    }
                    case 1 -> {
                        egress.add(entry);
                        declared.add(new Edge(name, "s" + other).toString());
                    }
                    case 2 -> {
                        dependsOn.add(entry);
                        declared.add(new Edge(name, "s" + other).toString());
                    }
                    default -> {
                        // Most Services have nothing to do with each other.
                    }
                }
            }
            switch (random.nextInt(4)) {
                case 0 -> {
                    allowFrom.add("{cidr: 192.0.2.0/24, port: %d}".formatted(PORT));
                    declared.add(new Edge(FAR, name).toString());
                }
                case 1 -> {
                    egress.add("{cidr: 192.0.2.0/24, port: %d}".formatted(PORT));
                    declared.add(new Edge(name, FAR).toString());
                }
                case 2 -> {
                    dependsOn.add("{host: %s, port: %d}".formatted(FAR, PORT));
                    declared.add(new Edge(name, FAR).toString());
                }
                default -> {
                    // Nor with the outside.
                }
            }
            services.add(Samples.service(name, """
                    ports: [{name: http, port: %d}]
                    allowFrom: %s
                    egress: %s
                    dependsOn: %s
                    """.formatted(PORT, allowFrom, egress, dependsOn)));
        }
        return services;
    }

    private static End pod(CroftService service) {
        return new End(
                "acme",
                Map.of("kubernetes.io/metadata.name", "acme"),
                Labels.ofService("shop", name(service), Labels.component(service)),
                "10.1.0." + name(service).substring(1));
    }

    private static String name(CroftService service) {
        return service.getMetadata().getName();
    }
}

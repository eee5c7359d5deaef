package dev.croft.operator.routing;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.Port;
import dev.croft.api.v1alpha1.service.Route;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All ways from outside to a Service: its own routes, and the Project's domain if it is the entrypoint. Changes with
 * what leads to a Service.
 */
public final class ServiceRoutes {

    private ServiceRoutes() {}

    /**
     * One host and path that lead to one port.
     *
     * @param port its number on the core Service
     */
    public record Way(String host, String path, int port) {}

    /** Every way, in the order of the spec, the Project's domain first. */
    public static List<Way> of(Project project, CroftService service) {
        List<Way> ways = new ArrayList<>();
        var domain = project.getSpec().domain();
        if (domain != null
                && service.getMetadata().getName().equals(project.getSpec().entrypoint())) {
            port(service, null).ifPresent(port -> ways.add(new Way(domain, "/", port)));
        }
        for (Route route : service.getSpec().routes()) {
            port(service, route.port())
                    .ifPresent(port ->
                            route.hosts().forEach(host -> ways.add(new Way(host, route.pathPrefixOrDefault(), port))));
        }
        return ways.stream().distinct().toList();
    }

    /** What a person would type into a browser to get there. */
    public static Optional<String> url(List<Way> ways) {
        // Without a certificate there is no https to promise.
        return ways.stream().findFirst().map(way -> "http://" + way.host() + way.path());
    }

    private static Optional<Integer> port(CroftService service, @Nullable IntOrString asked) {
        var external = service.getSpec().external();
        if (external != null) {
            return Optional.of(external.port());
        }
        var reachable = service.getSpec().ports().stream()
                .filter(port -> "TCP".equals(port.protocolOrDefault()))
                .toList();
        if (asked != null) {
            return reachable.stream()
                    .filter(port ->
                            port.name().equals(asked.getStrVal()) || port.port().equals(asked.getIntVal()))
                    .map(Port::port)
                    .findFirst();
        }
        return reachable.stream()
                .filter(port -> "http".equals(port.name()))
                .findFirst()
                .or(() -> reachable.stream().findFirst())
                .map(Port::port);
    }
}

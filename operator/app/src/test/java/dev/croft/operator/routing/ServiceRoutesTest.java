package dev.croft.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.ExternalNames;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceRoutesTest {

    private static final Project PLAIN = Samples.project("");
    private static final Project WITH_DOMAIN = Samples.project("""
            domain: shop.example.com
            entrypoint: web
            """);

    @Test
    void leadsEachHostToThePortOfItsRoute() {
        var ways = ServiceRoutes.of(PLAIN, service("""
                routes:
                - {hosts: [a.example.com, b.example.com], port: admin}
                - {hosts: [a.example.com], pathPrefix: /api, port: 8080}
                """));

        assertThat(ways)
                .containsExactly(
                        new ServiceRoutes.Way("a.example.com", "/", 8081),
                        new ServiceRoutes.Way("b.example.com", "/", 8081),
                        new ServiceRoutes.Way("a.example.com", "/api", 8080));
    }

    @Test
    void prefersThePortNamedHttp() {
        assertThat(ServiceRoutes.of(PLAIN, service("routes: [{hosts: [a.example.com]}]")))
                .containsExactly(new ServiceRoutes.Way("a.example.com", "/", 8080));
    }

    @Test
    void takesTheFirstTcpPortOtherwise() {
        var service = Samples.service("web", """
                ports:
                - {name: dns, port: 53, protocol: UDP}
                - {name: one, port: 1}
                - {name: two, port: 2}
                routes: [{hosts: [a.example.com]}]
                """);

        assertThat(ServiceRoutes.of(PLAIN, service)).containsExactly(new ServiceRoutes.Way("a.example.com", "/", 1));
    }

    @Test
    void leadsNowhereWithoutATcpPort() {
        var service = Samples.service("web", """
                ports: [{name: dns, port: 53, protocol: UDP}]
                routes: [{hosts: [a.example.com]}, {hosts: [b.example.com], port: dns}]
                """);

        assertThat(ServiceRoutes.of(WITH_DOMAIN, service)).isEmpty();
    }

    @Test
    void leadsTheDomainOfTheProjectToItsEntrypointFirst() {
        var ways = ServiceRoutes.of(WITH_DOMAIN, service("routes: [{hosts: [a.example.com]}]"));

        assertThat(ways)
                .containsExactly(
                        new ServiceRoutes.Way("shop.example.com", "/", 8080),
                        new ServiceRoutes.Way("a.example.com", "/", 8080));
    }

    @Test
    void leadsTheDomainToNobodyElse() {
        var other = Samples.service("api", "ports: [{name: http, port: 8080}]");

        assertThat(ServiceRoutes.of(WITH_DOMAIN, other)).isEmpty();
    }

    @Test
    void listsAWayOnceThoughTwoThingsLeadThere() {
        assertThat(ServiceRoutes.of(WITH_DOMAIN, service("routes: [{hosts: [shop.example.com]}]")))
                .hasSize(1);
    }

    @Test
    void showsTheFirstWayAsUrl() {
        assertThat(ServiceRoutes.url(List.of(new ServiceRoutes.Way("a.example.com", "/api", 8080))))
                .contains("http://a.example.com/api");
        assertThat(ServiceRoutes.url(List.of())).isEmpty();
    }

    @Test
    void gathersThePathsOfAHostInOneRule() {
        var service = service("""
                routes:
                - {hosts: [a.example.com]}
                - {hosts: [b.example.com]}
                - {hosts: [a.example.com], pathPrefix: /api, port: admin}
                """);

        var ingress = RouteIngress.of(PLAIN, service, ServiceRoutes.of(PLAIN, service), Optional.empty());

        assertThat(ingress.getSpec().getRules())
                .extracting(IngressRule::getHost)
                .containsExactly("a.example.com", "b.example.com");
        var paths = ingress.getSpec().getRules().getFirst().getHttp().getPaths();
        assertThat(paths).extracting(path -> path.getPath()).containsExactly("/", "/api");
        assertThat(paths.getLast().getBackend().getService().getPort().getNumber())
                .isEqualTo(8081);
        assertThat(ingress.getSpec().getIngressClassName()).isNull();
    }

    @Test
    void letsTheProjectChooseTheClassBeforeTheInstallation() {
        var installation = new Settings(
                Set.of(),
                "traefik",
                Optional.of("traefik"),
                "kube-system",
                Map.of(),
                "cluster.local",
                Set.of(),
                ExternalNames.IGNORED,
                Settings.USUAL_IMAGE,
                Optional.empty());
        var choosing = Samples.project("routing: {ingressClassName: nginx}");

        assertThat(RouteIngress.className(choosing, installation)).contains("nginx");
        assertThat(RouteIngress.className(PLAIN, installation)).contains("traefik");
        assertThat(RouteIngress.className(Samples.project("routing: {}"), Settings.defaults()))
                .isEmpty();
    }

    private static CroftService service(String routes) {
        return Samples.service("web", """
                ports:
                - {name: admin, port: 8081}
                - {name: http, port: 8080}
                """ + routes);
    }
}

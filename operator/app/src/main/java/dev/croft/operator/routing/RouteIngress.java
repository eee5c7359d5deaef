package dev.croft.operator.routing;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Ingress that tells the ingress controller which requests come to a Service; changes with how routes look. */
public final class RouteIngress {

    private RouteIngress() {}

    /**
     * What a live Ingress has for a class.
     *
     * @param name its class, if it has one
     * @param origin who gave it that
     */
    public record LiveClass(Optional<String> name, Origin origin) {

        /** Who gave an Ingress its class. */
        public enum Origin {
            CROFT,
            /** The API server, when the Ingress was created without one; or nobody. */
            ELSEWHERE
        }
    }

    /** The class that a Project or the installation names; empty leaves it to the cluster's default. */
    public static Optional<String> className(Project project, Settings settings) {
        var routing = project.getSpec().routing();
        return Optional.ofNullable(routing == null ? null : routing.ingressClassName())
                .or(settings::ingressClass);
    }

    /**
     * The class to write into an Ingress.
     *
     * @param classes those of the cluster; empty while they are not known
     * @param live empty if there is no Ingress yet
     */
    public static Optional<String> className(
            Project project, Settings settings, Optional<IngressClasses> classes, Optional<LiveClass> live) {
        var named = className(project, settings);
        if (named.isPresent() || live.isEmpty()) {
            return named;
        }
        // The API server fills its default in at birth alone. An Ingress whose class was named once, and is not any
        // more,
        // would stay without one, and nobody would serve it.
        boolean given = live.get().origin() == LiveClass.Origin.CROFT;
        if (classes.isPresent()) {
            // What was filled in stays as it is. To write it down would cost each Ingress a write, and change nothing.
            return !given && live.get().name().isPresent()
                    ? Optional.empty()
                    : classes.get().byDefault();
        }
        // Not listed yet is no reason to take a class away. Where classes may not be seen they will never be listed.
        return given && settings.servesAllNamespaces() ? live.get().name() : Optional.empty();
    }

    /**
     * Builds the Ingress for at least one way.
     *
     * @param className the class that serves it
     */
    public static Ingress of(
            Project project, CroftService service, List<ServiceRoutes.Way> ways, Optional<String> className) {
        var name = service.getMetadata().getName();
        Map<String, List<ServiceRoutes.Way>> byHost = ways.stream()
                .collect(Collectors.groupingBy(ServiceRoutes.Way::host, LinkedHashMap::new, Collectors.toList()));
        return new IngressBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.ofService(project.getMetadata().getName(), name, Labels.SERVE))
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata()
                .withNewSpec()
                .withIngressClassName(className.orElse(null))
                .withRules(byHost.entrySet().stream()
                        .map(host -> rule(name, host.getKey(), host.getValue()))
                        .toList())
                .endSpec()
                .build();
    }

    private static IngressRule rule(String service, String host, List<ServiceRoutes.Way> ways) {
        return new IngressRuleBuilder()
                .withHost(host)
                .withNewHttp()
                .withPaths(ways.stream().map(way -> path(service, way)).toList())
                .endHttp()
                .build();
    }

    private static HTTPIngressPath path(String service, ServiceRoutes.Way way) {
        return new HTTPIngressPathBuilder()
                .withPath(way.path())
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(service)
                .withNewPort()
                .withNumber(way.port())
                .endPort()
                .endService()
                .endBackend()
                .build();
    }
}

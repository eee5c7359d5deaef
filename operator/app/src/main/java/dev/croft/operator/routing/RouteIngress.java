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

    /** The class that serves the routes of a Project; empty leaves it to the cluster's default. */
    public static Optional<String> className(Project project, Settings settings) {
        var routing = project.getSpec().routing();
        return Optional.ofNullable(routing == null ? null : routing.ingressClassName())
                .or(settings::ingressClass);
    }

    /** Builds the Ingress for at least one way. */
    public static Ingress of(Project project, CroftService service, List<ServiceRoutes.Way> ways, Settings settings) {
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
                .withIngressClassName(className(project, settings).orElse(null))
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

package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.watch.SourceReader;
import dev.croft.operator.cluster.write.FieldSet;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.naming.References;
import dev.croft.operator.outcome.Sources;
import dev.croft.operator.routing.IngressClasses;
import dev.croft.operator.routing.RouteIngress;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Takes the snapshot that one pass over a Service decides on. */
@Singleton
public final class ServiceObserver {

    private final Caches caches;
    private final SourceReader sources;

    public ServiceObserver(Caches caches, SourceReader sources) {
        this.caches = caches;
        this.sources = sources;
    }

    ServiceObserved observe(CroftService service) {
        var namespace = service.getMetadata().getNamespace();
        var name = service.getMetadata().getName();
        var projectName = service.getSpec().projectRef().name();
        var project = caches.shelf(Project.class)
                .get(namespace, projectName)
                .filter(found -> found.unreadable().isEmpty());
        var deployment =
                caches.shelf(Deployment.class).get(namespace, name).filter(found -> Owner.owns(service, found));
        return new ServiceObserved(
                project,
                caches.servicesOf(namespace, projectName),
                project.map(found -> look(found, service, deployment)).orElse(Sources.NONE),
                deployment,
                caches.podsOf(namespace, name),
                ingressClasses(),
                liveClass(service));
    }

    private Sources look(Project project, CroftService service, Optional<Deployment> deployment) {
        var known = deployment.map(live -> live.getMetadata().getAnnotations()).orElse(Map.of());
        return sources.look(
                service.getMetadata().getNamespace(),
                References.of(project, service),
                known.getOrDefault(Annotations.SOURCES, ""),
                known.getOrDefault(Annotations.CONFIG, ""));
    }

    private Optional<IngressClasses> ingressClasses() {
        if (!caches.knowsIngressClasses()) {
            return Optional.empty();
        }
        return Optional.of(
                IngressClasses.of(caches.shelf(IngressClass.class).all().toList()));
    }

    private Optional<RouteIngress.LiveClass> liveClass(CroftService service) {
        return caches.shelf(Ingress.class)
                .get(service.getMetadata().getNamespace(), service.getMetadata().getName())
                .filter(found -> Owner.owns(service, found))
                .map(found -> new RouteIngress.LiveClass(
                        Optional.ofNullable(found.getSpec().getIngressClassName()),
                        FieldSet.hasInSpec(found, "ingressClassName")
                                ? RouteIngress.LiveClass.Origin.CROFT
                                : RouteIngress.LiveClass.Origin.ELSEWHERE));
    }
}

package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.compare.FieldSet;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.watch.SourceReader;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.routing.IngressClasses;
import dev.croft.operator.routing.RouteIngress;
import dev.croft.operator.sources.Overrides;
import dev.croft.operator.sources.SourceQuestion;
import dev.croft.operator.sources.Sources;
import dev.croft.operator.workload.LiveClaim;
import dev.croft.operator.workload.LiveWorkload;
import dev.croft.operator.workload.ServeWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.HostIP;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes the snapshot that one pass over a Service decides on. */
@Singleton
public final class ServiceObserver {

    private final Caches caches;
    private final SourceReader sources;

    public ServiceObserver(Caches caches, SourceReader sources) {
        this.caches = caches;
        this.sources = sources;
    }

    ServiceObserved observe(CroftService service, Instant now) {
        var namespace = service.getMetadata().getNamespace();
        var name = service.getMetadata().getName();
        var projectName = service.getSpec().projectRef().name();
        var project = caches.shelf(Project.class)
                .get(namespace, projectName)
                .filter(found -> found.unreadable().isEmpty());
        var workloads = workloads(service);
        var read = project.map(found -> look(found, service, workloads)).orElse(Sources.NONE);
        return new ServiceObserved(
                project.map(found -> Overrides.apply(found, read.overridden())),
                caches.servicesOf(namespace, projectName),
                read,
                workloads,
                claims(service),
                caches.podsOf(namespace, name),
                runs(service),
                owned(Service.class, service),
                service.getSpec().external() == null ? Set.of() : addresses(),
                ingressClasses(),
                liveClass(service),
                now);
    }

    private Set<String> addresses() {
        return caches.shelf(Pod.class)
                .all()
                .flatMap(pod -> Stream.ofNullable(pod.getStatus()))
                .flatMap(status -> Stream.concat(
                        status.getHostIPs().stream().map(HostIP::getIp),
                        status.getPodIPs().stream().map(PodIP::getIp)))
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The live workloads of a Service as its caches show them now. */
    List<LiveWorkload> workloads(CroftService service) {
        return Stream.of(
                        owned(Deployment.class, service).map(LiveWorkload::of),
                        owned(StatefulSet.class, service).map(LiveWorkload::of),
                        owned(CronJob.class, service).map(LiveWorkload::of))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Job> runs(CroftService service) {
        var schedule = owned(CronJob.class, service);
        return caches
                .runsOf(
                        service.getMetadata().getNamespace(),
                        service.getMetadata().getName())
                .stream()
                .filter(run -> schedule.filter(live -> Owner.owns(live, run)).isPresent())
                .toList();
    }

    private List<LiveClaim> claims(CroftService service) {
        return caches.claimsOf(service).stream()
                .map(claim -> new LiveClaim(
                        claim,
                        FieldSet.givenInSpec(
                                claim, "storageClassName", claim.getSpec().getStorageClassName())))
                .toList();
    }

    private <T extends HasMetadata> Optional<T> owned(Class<T> kind, CroftService service) {
        return caches.shelf(kind)
                .get(service.getMetadata().getNamespace(), service.getMetadata().getName())
                .filter(found -> Owner.owns(service, found));
    }

    private Sources look(Project project, CroftService service, List<LiveWorkload> workloads) {
        var known = ServeWorkload.present(workloads, service)
                .or(() -> ServeWorkload.former(workloads, service).stream().findFirst());
        return sources.look(
                service.getMetadata().getNamespace(),
                SourceQuestion.of(project, service),
                known.flatMap(live -> live.annotation(Annotations.SOURCES)).orElse(""),
                known.flatMap(live -> live.annotation(Annotations.CONFIG)).orElse(""));
    }

    private Optional<IngressClasses> ingressClasses() {
        if (!caches.knowsIngressClasses()) {
            return Optional.empty();
        }
        return Optional.of(
                IngressClasses.of(caches.shelf(IngressClass.class).all().toList()));
    }

    private Optional<RouteIngress.LiveClass> liveClass(CroftService service) {
        return owned(Ingress.class, service)
                .map(found -> new RouteIngress.LiveClass(
                        Optional.ofNullable(found.getSpec().getIngressClassName()),
                        FieldSet.hasInSpec(found, "ingressClassName")
                                ? RouteIngress.LiveClass.Origin.CROFT
                                : RouteIngress.LiveClass.Origin.ELSEWHERE));
    }
}

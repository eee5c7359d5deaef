package dev.croft.operator.project;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.compare.FieldSet;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.workload.LiveClaim;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes the snapshot that one pass over a Project decides on. */
@Singleton
public final class ProjectObserver {

    private final Caches caches;

    public ProjectObserver(Caches caches) {
        this.caches = caches;
    }

    ProjectObserved observe(Project project) {
        List<CroftService> services =
                caches
                        .servicesOf(
                                project.getMetadata().getNamespace(),
                                project.getMetadata().getName())
                        .stream()
                        .sorted(Comparator.comparing(
                                service -> service.getMetadata().getName()))
                        .toList();
        return new ProjectObserved(
                services,
                named(services, service -> !caches.lastPasses().isToldBy(service, project)),
                named(services, service -> caches.lastPasses().isOutdated(service, project)),
                untended(project, services));
    }

    // What becomes of a claim with its Project is written by its Service, as long as that can be read and is not
    // paused.
    private List<LiveClaim> untended(Project project, List<CroftService> services) {
        var tending = services.stream()
                .filter(service ->
                        !Annotations.isPaused(service) && service.unreadable().isEmpty())
                .map(service -> service.getMetadata().getName())
                .collect(Collectors.toUnmodifiableSet());
        return caches.claimsOf(project).stream()
                .map(claim -> new LiveClaim(
                        claim,
                        FieldSet.givenInSpec(
                                claim, "storageClassName", claim.getSpec().getStorageClassName())))
                .filter(claim -> !tending.contains(claim.service()) && !claim.isBeingRemoved())
                .toList();
    }

    private static Set<String> named(List<CroftService> services, Predicate<CroftService> which) {
        return services.stream()
                .filter(which)
                .map(service -> service.getMetadata().getName())
                .collect(Collectors.toUnmodifiableSet());
    }
}

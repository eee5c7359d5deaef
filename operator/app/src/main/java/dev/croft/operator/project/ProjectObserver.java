package dev.croft.operator.project;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
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
        var untold = services.stream()
                .filter(service -> !caches.lastPasses().isToldBy(service, project))
                .map(service -> service.getMetadata().getName())
                .collect(Collectors.toUnmodifiableSet());
        return new ProjectObserved(services, untold);
    }
}

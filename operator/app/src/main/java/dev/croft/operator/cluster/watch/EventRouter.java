package dev.croft.operator.cluster.watch;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Kept;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.sources.References;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says who must look again when something changed; never what changed. A pass that turns out to have nothing to do
 * costs no request, so when in doubt somebody looks.
 */
public final class EventRouter {

    private final Caches caches;
    private final Nudges<Project> projects;
    private final Nudges<CroftService> services;

    public EventRouter(Caches caches) {
        this.caches = caches;
        this.projects = new Nudges<>(Project.class, caches.shelf(Project.class), this::projectChanged);
        this.services = new Nudges<>(CroftService.class, caches.shelf(CroftService.class), this::serviceChanged);
    }

    public Nudges<Project> projects() {
        return projects;
    }

    public Nudges<CroftService> services() {
        return services;
    }

    /** An object that some resource may own, or a pod or class that it depends on. */
    void changed(HasMetadata object) {
        var namespace = object.getMetadata().getNamespace();
        switch (object) {
            case Pod pod -> labelled(pod);
            case Job run -> labelled(run);
            case PersistentVolumeClaim claim -> {
                labelled(claim);
                Kept.owner(claim).ifPresent(kept -> projects.look(namespace, kept.project()));
            }
            case IngressClass ignored -> caches.shelf(CroftService.class).all().forEach(this::look);
            default -> Owner.of(object).ifPresent(owner -> ownerOf(namespace, owner));
        }
    }

    private void labelled(HasMetadata object) {
        var service = object.getMetadata().getLabels().get(Labels.SERVICE);
        if (service != null) {
            services.look(object.getMetadata().getNamespace(), service);
        }
    }

    /** The same, for one that changed. Whoever loses it looks as well as whoever has it now. */
    void changed(HasMetadata object, HasMetadata before) {
        changed(object);
        if (!Owner.of(object).equals(Owner.of(before))
                || !Indexes.ofService(object).equals(Indexes.ofService(before))) {
            changed(before);
        }
    }

    /** Takes what the controllers' own watches have put down already and may not have told yet. */
    void catchUp() {
        projects.catchUp();
        services.catchUp();
    }

    /** All objects of one kind more are known, which somebody may have waited for. */
    void allKnown() {
        caches.shelf(Project.class).all().forEach(project -> projects.look(ResourceID.fromResource(project)));
        caches.shelf(CroftService.class).all().forEach(this::look);
    }

    /** A Secret or ConfigMap, anybody's. */
    void sourceChanged(String kind, HasMetadata source) {
        var word = Indexes.source(
                kind, source.getMetadata().getNamespace(), source.getMetadata().getName());
        // Whoever changes several at once wants one release of them.
        caches.shelf(CroftService.class).under(word).forEach(this::lookSoon);
        caches.shelf(Project.class)
                .under(word)
                .forEach(project -> servicesOf(project).forEach(this::lookSoon));
    }

    private void ownerOf(String namespace, OwnerReference owner) {
        switch (owner.getKind()) {
            case "Service" -> services.look(namespace, owner.getName());
            case "Project" -> projects.look(namespace, owner.getName());
            default -> {
                // Not ours: an object that merely carries our label.
            }
        }
    }

    private void projectChanged(Project project, @Nullable Project before) {
        if (isNews(project, before)) {
            servicesOf(project).forEach(this::look);
        }
    }

    private void serviceChanged(CroftService service, @Nullable CroftService before) {
        boolean isNews = isNews(service, before);
        tellProject(service, isNews);
        // Made anew for another Project while its watch was away, it is shown as one that changed.
        if (before != null && !References.project(before).equals(References.project(service))) {
            tellProject(before, isNews);
        }
    }

    private void tellProject(CroftService service, boolean isNews) {
        var namespace = service.getMetadata().getNamespace();
        References.project(service).ifPresent(project -> {
            projects.look(namespace, project);
            if (!isNews) {
                return;
            }
            // A caller's way out depends on who lets it in, so the other Services of the Project look as well.
            caches.servicesOf(namespace, project).stream()
                    .filter(sibling -> !sibling.getMetadata()
                            .getName()
                            .equals(service.getMetadata().getName()))
                    .forEach(this::look);
        });
    }

    // A status matters to the Project of a Service and to nobody else. The generation alone does not tell: what is made
    // anew begins at 1 again, and a store that is put back counts again from where it was.
    private static boolean isNews(CustomResource<?, ?> now, @Nullable CustomResource<?, ?> before) {
        return before == null
                || !Objects.equals(
                        now.getMetadata().getUid(), before.getMetadata().getUid())
                || !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(now.getSpec(), before.getSpec());
    }

    private List<CroftService> servicesOf(Project project) {
        return caches.servicesOf(
                project.getMetadata().getNamespace(), project.getMetadata().getName());
    }

    private void lookSoon(CroftService service) {
        services.lookSoon(ResourceID.fromResource(service));
    }

    private void look(CroftService service) {
        services.look(ResourceID.fromResource(service));
    }
}

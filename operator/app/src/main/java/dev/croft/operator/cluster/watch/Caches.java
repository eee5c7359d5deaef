package dev.croft.operator.cluster.watch;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What Croft knows of the cluster without asking: a shelf per kind. Changes when Croft watches one kind more. */
public final class Caches {

    /** The kinds of which Croft creates objects. Pruning looks at these and no others. */
    public static final List<Class<? extends HasMetadata>> OWNED_KINDS = List.of(
            Deployment.class,
            StatefulSet.class,
            CronJob.class,
            EndpointSlice.class,
            HorizontalPodAutoscaler.class,
            Service.class,
            Ingress.class,
            NetworkPolicy.class,
            PodDisruptionBudget.class);

    private final Map<Class<?>, Shelf<?>> shelves = new ConcurrentHashMap<>();
    private final Map<String, Shelf<GenericKubernetesResource>> sources;
    private final LastPasses lastPasses;
    private final SyncedVersions synced = new SyncedVersions();
    private final Set<Scope> unlisted = ConcurrentHashMap.newKeySet();

    /** @param namespace empty where one watch serves all namespaces */
    private record Scope(String kind, String namespace) {}

    public Caches(LongSupplier nanoTime) {
        lastPasses = new LastPasses(nanoTime);
        OWNED_KINDS.forEach(kind -> shelves.put(kind, new Shelf<>(Indexes::ofOwned, nanoTime)));
        shelves.put(Job.class, new Shelf<Job>(Indexes::ofService, nanoTime));
        shelves.put(Pod.class, new Shelf<Pod>(Indexes::ofService, nanoTime));
        shelves.put(PersistentVolumeClaim.class, new Shelf<PersistentVolumeClaim>(Indexes::ofKept, nanoTime));
        shelves.put(IngressClass.class, new Shelf<IngressClass>(Indexes::none, nanoTime));
        shelves.put(Project.class, new Shelf<>(Indexes::ofProject, synced::told, nanoTime));
        shelves.put(CroftService.class, new Shelf<>(Indexes::ofCroftService, synced::told, nanoTime));
        sources = Map.of(
                "Secret", new Shelf<>(Indexes::none, nanoTime), "ConfigMap", new Shelf<>(Indexes::none, nanoTime));
    }

    /**
     * The shelf of a kind.
     *
     * @throws IllegalArgumentException for a kind that is not watched
     */
    @SuppressWarnings("unchecked")
    public <T extends HasMetadata> Shelf<T> shelf(Class<T> kind) {
        var shelf = shelves.get(kind);
        if (shelf == null) {
            throw new IllegalArgumentException(kind.getSimpleName() + " is not among the watched kinds");
        }
        return (Shelf<T>) shelf;
    }

    /** The shelf of the same kind as an object. */
    @SuppressWarnings("unchecked")
    public <T extends HasMetadata> Shelf<T> shelfOf(T object) {
        return shelf((Class<T>) object.getClass());
    }

    /** Metadata of Secrets or ConfigMaps, whoever owns them. */
    public Shelf<GenericKubernetesResource> sources(String kind) {
        return Optional.ofNullable(sources.get(kind))
                .orElseThrow(() -> new IllegalArgumentException(kind + " cannot be a source of configuration"));
    }

    /** Every object whose controller is this very resource. */
    public List<HasMetadata> ownedBy(HasMetadata owner) {
        List<HasMetadata> owned = new ArrayList<>();
        OWNED_KINDS.forEach(kind -> owned.addAll(shelf(kind).under(Indexes.owner(owner))));
        return owned;
    }

    /** Every object of a resource, also those that are to outlive it. */
    public List<HasMetadata> allOf(HasMetadata owner) {
        var all = ownedBy(owner);
        all.addAll(claimsOf(owner));
        return all;
    }

    /**
     * How long ago an object of this very resource went away without Croft having deleted it; empty if none did within
     * the last minute.
     */
    public Optional<Duration> lastLossOf(HasMetadata owner) {
        return OWNED_KINDS.stream()
                .flatMap(kind -> shelf(kind).lastMissedUnder(Indexes.owner(owner)).stream())
                .min(Comparator.naturalOrder());
    }

    /**
     * How long objects of this very resource go on being believed of which no watch has told yet; empty if all are seen.
     */
    public Optional<Duration> beliefIn(HasMetadata owner) {
        var claims = owner instanceof CroftService
                ? shelf(PersistentVolumeClaim.class)
                        .believedUnder(Indexes.service(
                                owner.getMetadata().getNamespace(),
                                owner.getMetadata().getName()))
                : Optional.<Duration>empty();
        return Stream.concat(
                        OWNED_KINDS.stream().flatMap(kind -> shelf(kind).believedUnder(Indexes.owner(owner)).stream()),
                        claims.stream())
                .min(Comparator.naturalOrder());
    }

    public List<CroftService> servicesOf(String namespace, String project) {
        return shelf(CroftService.class).under(Indexes.project(namespace, project));
    }

    public List<Pod> podsOf(String namespace, String service) {
        return shelf(Pod.class).under(Indexes.service(namespace, service));
    }

    /** The claims that are, or were, made for a Service or Project of this name, and whose data outlives it. */
    public List<PersistentVolumeClaim> claimsOf(HasMetadata owner) {
        var namespace = owner.getMetadata().getNamespace();
        var name = owner.getMetadata().getName();
        return shelf(PersistentVolumeClaim.class)
                .under(owner instanceof Project ? Indexes.project(namespace, name) : Indexes.service(namespace, name));
    }

    /** The Jobs that a Service's schedule has started. */
    public List<Job> runsOf(String namespace, String service) {
        return shelf(Job.class).under(Indexes.service(namespace, service));
    }

    /**
     * Whether an object of this very resource was written by somebody who knew more than this replica does by now: what
     * is planned here would take that back.
     */
    public boolean isBehind(HasMetadata owner) {
        return allOf(owner).stream().anyMatch(synced::isBehind);
    }

    /** How far the watches of Croft's own kinds have come. */
    public SyncedVersions synced() {
        return synced;
    }

    /** What Services were last looked at with. */
    public LastPasses lastPasses() {
        return lastPasses;
    }

    /**
     * Whether all objects of a kind in a namespace are known; false while its watch has never come up (a missing right or
     * API, a slow start). What is absent then may well exist.
     */
    public boolean knows(Class<? extends HasMetadata> kind, String namespace) {
        return knows(HasMetadata.getKind(kind) + " " + HasMetadata.getGroup(kind), namespace);
    }

    /** Whether all classes that serve routes are known. They lie in no namespace. */
    public boolean knowsIngressClasses() {
        return knows(IngressClass.class, "");
    }

    /** The same of Secrets or ConfigMaps as sources. */
    public boolean knowsSources(String kind, String namespace) {
        return knows(kind, namespace);
    }

    /** Whether every Project and Service of a namespace is known; before that nothing can be planned. */
    public boolean knowsAllPlans(String namespace) {
        return knows(Project.class, namespace) && knows(CroftService.class, namespace);
    }

    private boolean knows(String kind, String namespace) {
        return !unlisted.contains(new Scope(kind, "")) && !unlisted.contains(new Scope(kind, namespace));
    }

    void known(Class<? extends HasMetadata> kind, String namespace, Known known) {
        known(HasMetadata.getKind(kind) + " " + HasMetadata.getGroup(kind), namespace, known);
    }

    void sourcesKnown(String kind, String namespace, Known known) {
        known(kind, namespace, known);
    }

    private void known(String kind, String namespace, Known known) {
        if (known == Known.YES) {
            unlisted.remove(new Scope(kind, namespace));
        } else {
            unlisted.add(new Scope(kind, namespace));
        }
    }

    enum Known {
        YES,
        NOT_YET
    }
}

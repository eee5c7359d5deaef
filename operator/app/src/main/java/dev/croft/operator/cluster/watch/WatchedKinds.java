package dev.croft.operator.cluster.watch;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one list of what Croft watches besides its own kinds: one informer per kind, or one per served namespace. An
 * informer never gives up; a kind that cannot be watched (a missing right or API) costs only what needs it.
 */
public final class WatchedKinds {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedKinds.class);
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(20);

    private final KubernetesClient client;
    private final Caches caches;
    private final EventRouter router;
    private final SourceReader reader;
    private final Freshness freshness;
    private final Settings settings;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final List<CompletableFuture<?>> starting = new ArrayList<>();

    public WatchedKinds(
            KubernetesClient client,
            Caches caches,
            EventRouter router,
            SourceReader reader,
            Freshness freshness,
            Settings settings) {
        this.client = client;
        this.caches = caches;
        this.router = router;
        this.reader = reader;
        this.freshness = freshness;
        this.settings = settings;
    }

    /** Starts every informer, and returns once all have synced or have had 20 s to do so. */
    public void start() {
        watchedByItsController(Project.class);
        watchedByItsController(CroftService.class);
        Caches.OWNED_KINDS.forEach(kind -> watchLabelled(kind, ownLabel(kind)));
        Stream.of(PersistentVolumeClaim.class, Job.class, Pod.class)
                .forEach(kind -> watchLabelled(kind, Labels.PROJECT));
        if (settings.servesAllNamespaces()) {
            watchIngressClasses();
        } else {
            // A class is cluster-scoped, and an installation confined to namespaces may not look at it.
            caches.known(IngressClass.class, "", Caches.Known.NOT_YET);
        }
        watchMetadata("Secret", "secrets");
        watchMetadata("ConfigMap", "configmaps");
        awaitStart();
    }

    public void stop() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private void watchedByItsController(Class<? extends HasMetadata> kind) {
        for (String namespace : scopes()) {
            caches.known(kind, namespace, Caches.Known.NOT_YET);
            caches.synced().expect(kind, namespace);
            freshness.expect(new Freshness.Collection(HasMetadata.getFullResourceName(kind), namespace), () -> {
                router.catchUp();
                caches.known(kind, namespace, Caches.Known.YES);
                router.allKnown();
            });
        }
    }

    // The cluster copies the labels of a core Service onto the slices that it makes itself, one for each that has pods.
    private static String ownLabel(Class<? extends HasMetadata> kind) {
        return kind == EndpointSlice.class ? Labels.SLICE_MANAGED_BY + "=" + Labels.CROFT : Labels.PROJECT;
    }

    private <T extends HasMetadata> void watchLabelled(Class<T> kind, String selector) {
        MixedOperation<T, KubernetesResourceList<T>, Resource<T>> all = client.resources(kind);
        for (String namespace : scopes()) {
            var scope = namespace.isEmpty() ? all.inAnyNamespace() : all.inNamespace(namespace);
            run(kind, scope.withLabelSelector(selector), caches.shelf(kind), namespace);
        }
    }

    private void watchIngressClasses() {
        run(IngressClass.class, client.network().v1().ingressClasses(), caches.shelf(IngressClass.class), "");
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>, R extends Resource<T>> void run(
            Class<T> kind, FilterWatchListDeletable<T, L, R> scope, Shelf<T> shelf, String namespace) {
        freshness.expect(new Freshness.Collection(HasMetadata.getFullResourceName(kind), namespace));
        caches.known(kind, namespace, Caches.Known.NOT_YET);
        var started = start(scope.runnableInformer(0), shelf, namespace, new Tell(router));
        starting.add(started.thenRun(() -> {
            caches.known(kind, namespace, Caches.Known.YES);
            router.allKnown();
        }));
    }

    private void watchMetadata(String kind, String plural) {
        var context = new ResourceDefinitionContext.Builder()
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
        var all = client.genericKubernetesResources(context);
        var shelf = caches.sources(kind);
        for (String namespace : scopes()) {
            var scope = namespace.isEmpty() ? all.inAnyNamespace() : all.inNamespace(namespace);
            freshness.expect(new Freshness.Collection(plural, namespace));
            caches.sourcesKnown(kind, namespace, Caches.Known.NOT_YET);
            var started = start(scope.runnableInformer(0), shelf, namespace, new TellOfSource(router, reader, kind));
            starting.add(started.thenRun(() -> {
                caches.sourcesKnown(kind, namespace, Caches.Known.YES);
                router.allKnown();
            }));
        }
    }

    private <T extends HasMetadata> CompletableFuture<Void> start(
            SharedIndexInformer<T> informer,
            Shelf<T> shelf,
            String namespace,
            ResourceEventHandler<? super T> listener) {
        informer.itemStore(shelf.partition(namespace))
                .exceptionHandler((started, trouble) -> true)
                .addEventHandler(listener);
        informers.add(informer);
        return informer.start().toCompletableFuture();
    }

    private Collection<String> scopes() {
        return settings.servesAllNamespaces() ? Set.of("") : settings.namespaces();
    }

    private void awaitStart() {
        var all = CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new));
        all.completeOnTimeout(null, PATIENCE_AT_START.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (starting.stream().anyMatch(start -> !start.isDone())) {
            LOG.warn("Some kinds cannot be watched yet; what needs them waits. Check the operator's rights.");
        }
    }

    private record Tell(EventRouter router) implements ResourceEventHandler<HasMetadata> {

        @Override
        public void onAdd(HasMetadata object) {
            router.changed(object);
        }

        @Override
        public void onUpdate(HasMetadata before, HasMetadata object) {
            router.changed(object, before);
        }

        @Override
        public void onDelete(HasMetadata object, boolean finalStateUnknown) {
            router.changed(object);
        }
    }

    private record TellOfSource(EventRouter router, SourceReader reader, String kind)
            implements ResourceEventHandler<GenericKubernetesResource> {

        @Override
        public void onAdd(GenericKubernetesResource source) {
            router.sourceChanged(kind, source);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource source) {
            router.sourceChanged(kind, source);
        }

        @Override
        public void onDelete(GenericKubernetesResource source, boolean finalStateUnknown) {
            reader.forget(kind, source);
            router.sourceChanged(kind, source);
        }
    }
}

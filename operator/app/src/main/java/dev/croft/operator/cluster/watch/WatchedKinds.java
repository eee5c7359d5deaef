package dev.croft.operator.cluster.watch;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
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
import java.util.function.Consumer;
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
    private final Freshness freshness;
    private final Settings settings;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final List<CompletableFuture<?>> starting = new ArrayList<>();

    public WatchedKinds(
            KubernetesClient client, Caches caches, EventRouter router, Freshness freshness, Settings settings) {
        this.client = client;
        this.caches = caches;
        this.router = router;
        this.freshness = freshness;
        this.settings = settings;
    }

    /** Starts every informer, and returns once all have synced or have had 20 s to do so. */
    public void start() {
        // These two are watched by their controllers.
        freshness.expect(HasMetadata.getFullResourceName(Project.class));
        freshness.expect(HasMetadata.getFullResourceName(CroftService.class));
        Caches.OWNED_KINDS.forEach(this::watchLabelled);
        watchLabelled(Pod.class);
        if (settings.servesAllNamespaces()) {
            watchIngressClasses();
        } else {
            // A class is cluster-scoped, and an installation confined to namespaces may not look at it.
            caches.known(IngressClass.class, Caches.Known.NOT_YET);
        }
        watchMetadata("Secret", "secrets");
        watchMetadata("ConfigMap", "configmaps");
        awaitStart();
    }

    public void stop() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private <T extends HasMetadata> void watchLabelled(Class<T> kind) {
        MixedOperation<T, KubernetesResourceList<T>, Resource<T>> all = client.resources(kind);
        for (String namespace : scopes()) {
            var scope = namespace.isEmpty() ? all.inAnyNamespace() : all.inNamespace(namespace);
            run(kind, scope.withLabel(Labels.PROJECT), caches.shelf(kind), namespace);
        }
    }

    private void watchIngressClasses() {
        run(IngressClass.class, client.network().v1().ingressClasses(), caches.shelf(IngressClass.class), "");
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>, R extends Resource<T>> void run(
            Class<T> kind, FilterWatchListDeletable<T, L, R> scope, Shelf<T> shelf, String namespace) {
        freshness.expect(HasMetadata.getFullResourceName(kind));
        caches.known(kind, Caches.Known.NOT_YET);
        var started = start(scope.runnableInformer(0), shelf, namespace, router::changed);
        starting.add(started.thenRun(() -> caches.known(kind, Caches.Known.YES)));
    }

    private void watchMetadata(String kind, String plural) {
        freshness.expect(plural);
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
            Consumer<GenericKubernetesResource> changed = source -> router.sourceChanged(kind, source);
            starting.add(start(scope.runnableInformer(0), shelf, namespace, changed));
        }
    }

    private <T extends HasMetadata> CompletableFuture<Void> start(
            SharedIndexInformer<T> informer, Shelf<T> shelf, String namespace, Consumer<? super T> changed) {
        informer.itemStore(shelf.partition(namespace))
                .exceptionHandler((started, trouble) -> true)
                .addEventHandler(new Tell<>(changed));
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

    private record Tell<T>(Consumer<? super T> changed) implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            changed.accept(object);
        }

        @Override
        public void onUpdate(T before, T object) {
            changed.accept(object);
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            changed.accept(object);
        }
    }
}

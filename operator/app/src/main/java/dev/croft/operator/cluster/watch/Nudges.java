package dev.croft.operator.cluster.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.EventHandler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bell of one controller: whoever rings it makes that controller look at a resource again. It also listens to the
 * controller's own watch, so that other controllers hear of these resources without a second one.
 */
public final class Nudges<P extends HasMetadata> extends AbstractEventSource<Void, P> implements ResourceEventAware<P> {

    // While the framework ends its work on a deleted resource, it loses the news of a new one of that name
    // (https://github.com/operator-framework/java-operator-sdk/pull/3614), and from then on all rings for it. Whoever
    // makes a resource anew at once would wait for ever, so these are announced a few times more, at no cost.
    private static final List<Duration> REPEATS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60));

    // Between the first and the last of what one person changes with one command.
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Shelf<P> shelf;
    private final BiConsumer<P, @Nullable P> tellOthers;
    private final Lately deleted = new Lately(System::nanoTime);
    private final Set<ResourceID> soon = ConcurrentHashMap.newKeySet();
    private volatile Supplier<Stream<P>> putDown = Stream::empty;

    Nudges(Class<P> kind, Shelf<P> shelf, BiConsumer<P, @Nullable P> tellOthers) {
        super(Void.class, "nudges-" + kind.getSimpleName());
        this.shelf = shelf;
        this.tellOthers = tellOthers;
    }

    /** Names the place where the controller's own watch puts down what it shows, before anybody is told of it. */
    public Nudges<P> over(Supplier<Stream<P>> place) {
        putDown = place;
        return this;
    }

    void catchUp() {
        putDown.get().forEach(shelf::show);
    }

    void look(String namespace, String name) {
        look(new ResourceID(name, namespace));
    }

    /** Rings once, in a moment, however often that is asked for until then. */
    void lookSoon(ResourceID resource) {
        if (soon.add(resource)) {
            later(A_MOMENT, () -> {
                soon.remove(resource);
                look(resource);
            });
        }
    }

    private static void later(Duration delay, Runnable task) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(task);
    }

    /** Rings; before the controller has started, or for a resource it does not know, nothing happens. */
    public void look(ResourceID resource) {
        EventHandler handler = getEventHandler();
        // The framework would remember a ring for a name without a resource for ever.
        if (handler != null && isRunning() && isKnown(resource)) {
            handler.handleEvent(new Event(resource));
        }
    }

    private boolean isKnown(ResourceID resource) {
        return shelf.get(resource.getNamespace().orElse(""), resource.getName()).isPresent();
    }

    @Override
    public void onResourceCreated(P resource) {
        shelf.show(resource);
        tellOthers.accept(resource, null);
        if (deleted.since(Cache.metaNamespaceKeyFunc(resource)).isPresent()) {
            REPEATS.forEach(delay -> later(delay, () -> announce(resource)));
        }
    }

    // Unlike a ring, news of the resource itself is heard by a framework that has forgotten it.
    private void announce(P resource) {
        var metadata = resource.getMetadata();
        EventHandler handler = getEventHandler();
        if (handler != null && isRunning()) {
            shelf.get(metadata.getNamespace(), metadata.getName())
                    .filter(known -> known.getMetadata().getUid().equals(metadata.getUid()))
                    .ifPresent(known -> handler.handleEvent(
                            new ResourceEvent(ResourceAction.UPDATED, ResourceID.fromResource(known), known)));
        }
    }

    @Override
    public void onResourceUpdated(P resource, P before) {
        shelf.show(resource);
        tellOthers.accept(resource, before);
    }

    @Override
    public void onResourceDeleted(P resource) {
        deleted.note(Cache.metaNamespaceKeyFunc(resource));
        shelf.hide(resource);
        tellOthers.accept(resource, null);
    }

    @Override
    public Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }
}

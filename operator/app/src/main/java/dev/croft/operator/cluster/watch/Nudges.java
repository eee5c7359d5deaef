package dev.croft.operator.cluster.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.EventHandler;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The bell of one controller: whoever rings it makes that controller look at a resource again. It also listens to the
 * controller's own watch, so that other controllers hear of these resources without a second one.
 */
public final class Nudges<P extends HasMetadata> extends AbstractEventSource<Void, P> implements ResourceEventAware<P> {

    private final Shelf<P> shelf;
    private final BiConsumer<P, @Nullable P> tellOthers;

    Nudges(Class<P> kind, Shelf<P> shelf, BiConsumer<P, @Nullable P> tellOthers) {
        super(Void.class, "nudges-" + kind.getSimpleName());
        this.shelf = shelf;
        this.tellOthers = tellOthers;
    }

    void look(String namespace, String name) {
        look(new ResourceID(name, namespace));
    }

    /** Rings; before the controller has started, or for a resource it does not know, nothing happens. */
    public void look(ResourceID resource) {
        EventHandler handler = getEventHandler();
        if (handler != null && isRunning()) {
            handler.handleEvent(new Event(resource));
        }
    }

    @Override
    public void onResourceCreated(P resource) {
        shelf.show(resource);
        tellOthers.accept(resource, null);
    }

    @Override
    public void onResourceUpdated(P resource, P before) {
        shelf.show(resource);
        tellOthers.accept(resource, before);
    }

    @Override
    public void onResourceDeleted(P resource) {
        shelf.hide(resource);
        tellOthers.accept(resource, null);
    }

    @Override
    public Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }
}

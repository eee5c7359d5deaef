package dev.croft.operator.cluster.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a resource still is what its watch has told, as far as its objects, of which other watches tell, give reason for
 * doubt; asked before each of their writes. Changes with the ways in which one watch can lag behind others.
 */
public final class OwnerCheck {

    /** What goes with its owner is often seen to go a little earlier than the owner. After so long both are known. */
    public static final Duration NEWS = Duration.ofMillis(500);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Pattern GENERATION = Pattern.compile("\\d{1,18}");

    private final Caches caches;
    private final Requests requests;

    OwnerCheck(Caches caches, Requests requests) {
        this.caches = caches;
        this.requests = requests;
    }

    /** Thrown when the resource whose plan is applied turns out to be gone, and its objects with it. */
    public static final class OwnerGone extends IllegalStateException {
        OwnerGone(ObjectKey owner) {
            super(owner + " is gone");
        }
    }

    /** Thrown when the news of the resource itself may not have come yet. */
    public static final class TooEarly extends IllegalStateException {
        private final transient Duration wait;

        TooEarly(String why, Duration wait) {
            super(why);
            this.wait = wait;
        }

        /** Until when its watch will have told. */
        public Duration pause() {
            return wait;
        }
    }

    /**
     * Before an object is made that is not there.
     *
     * @throws OwnerGone when the resource is found deleted
     * @throws TooEarly when that will be known in a moment, or the resource has changed
     */
    void beforeCreate(HasMetadata owner, HasMetadata wanted) {
        // What has just vanished may have gone with its owner, of whom another watch tells, maybe later. Made anew it
        // would live for a moment without one.
        var metadata = wanted.getMetadata();
        var loss = caches.shelfOf(wanted).lastMissed(metadata.getNamespace(), metadata.getName());
        if (loss.isPresent()) {
            if (loss.get().compareTo(NEWS) < 0) {
                throw new TooEarly("the owner of a missing object may be gone as well", NEWS.minus(loss.get()));
            }
            requireThere(owner);
        } else if (isBereft(owner)) {
            // Whoever has just begun to lead has not seen anything go, and may not have heard of the end of the
            // resource.
            requireThere(owner);
        }
        beforeChange(owner);
    }

    private void requireThere(HasMetadata owner) {
        if (!requests.isThere(owner)) {
            throw new OwnerGone(ObjectKey.of(owner));
        }
    }

    // It was Ready when its status was last told, and of all that it had for that nothing is left.
    private boolean isBereft(HasMetadata owner) {
        return owner instanceof CustomResource<?, ?> resource
                && resource.getStatus() instanceof ConditionedStatus<?> status
                && status.conditions().stream()
                        .anyMatch(condition -> condition.type().equals(Conditions.READY) && condition.isTrue())
                && caches.ownedBy(owner).isEmpty();
    }

    /**
     * Before an object is changed or deleted.
     *
     * @throws OwnerGone when the resource is found deleted
     * @throws TooEarly when the resource has changed, of which its watch has not told yet
     */
    void beforeChange(HasMetadata owner) {
        // Whoever has just begun to lead may have a silent watch of resources beside a good one of their objects. What
        // was made for a later spec than the one at hand is not taken back.
        long known = owner.getMetadata().getGeneration();
        if (caches.ownedBy(owner).stream().noneMatch(object -> generationOf(object) > known)) {
            return;
        }
        var found = requests.look(owner)
                .filter(live ->
                        live.getMetadata().getUid().equals(owner.getMetadata().getUid()))
                .orElseThrow(() -> new OwnerGone(ObjectKey.of(owner)));
        // Otherwise somebody else wrote that annotation.
        if (found.getMetadata().getGeneration() > known) {
            throw new TooEarly("the watch of %s lags behind".formatted(ObjectKey.of(owner)), BETWEEN_LOOKS);
        }
    }

    /** The tree of an object as it is sent, marked with the generation of its owner. */
    static ObjectNode marked(HasMetadata owner, ObjectNode tree) {
        // Late, as it is no part of what is compared: a new spec that means nothing for an object is no reason to
        // write it.
        var marked = tree.deepCopy();
        marked.withObject("/metadata/annotations")
                .put(Annotations.GENERATION, String.valueOf(owner.getMetadata().getGeneration()));
        return marked;
    }

    private static long generationOf(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.GENERATION))
                .filter(generation -> GENERATION.matcher(generation).matches())
                .map(Long::parseLong)
                .orElse(0L);
    }
}

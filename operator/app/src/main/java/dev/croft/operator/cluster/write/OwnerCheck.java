package dev.croft.operator.cluster.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.Conditions;
import dev.croft.operator.sources.References;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a resource still is what its watch has told, as far as its objects, of which other watches tell, give reason for
 * doubt; asked before each of their writes. Changes with the ways in which one watch can lag behind others.
 */
public final class OwnerCheck {

    /** What goes with its owner is often seen to go a little earlier than the owner. After so long both are known. */
    public static final Duration NEWS = Duration.ofMillis(500);

    /** Whoever turns out to know too little asks its caches again after so long, at no cost. */
    public static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final Duration FOR_ANOTHER_PLAN = Duration.ofMillis(100);

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

        /** Thrown as well when an object is not what the plan took it for; another plan may be made soon. */
        static TooEarly forAnotherPlan(ObjectKey object) {
            return new TooEarly("%s is not what the plan took it for".formatted(object), FOR_ANOTHER_PLAN);
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
     * @throws TooEarly when that will be known in a moment, or the resource or its Project has changed
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
            requireKnown(owner);
        } else if (lacksWhatItHad(owner)) {
            requireKnown(owner);
            projectOf(owner).ifPresent(this::requireUnchanged);
        }
        beforeChange(owner);
    }

    // Whoever has just begun to lead saw nothing go. A resource that was told to have all it asked for and lacks
    // something may have lost it to somebody, or may ask for it no more, or be gone, of which its watch has yet to
    // tell.
    private boolean lacksWhatItHad(HasMetadata owner) {
        var generation = owner.getMetadata().getGeneration();
        return !caches.lastPasses().hasApplied(owner)
                && owner instanceof CustomResource<?, ?> resource
                && resource.getStatus() instanceof ConditionedStatus<?> status
                && status.conditions().stream()
                        .filter(condition -> condition.type().equals(Conditions.READY) && condition.isTrue())
                        .anyMatch(ready -> Objects.equals(ready.observedGeneration(), generation)
                                || caches.ownedBy(owner).isEmpty());
    }

    private Optional<Project> projectOf(HasMetadata owner) {
        return owner instanceof CroftService service
                ? References.project(service)
                        .flatMap(name -> caches.shelf(Project.class)
                                .get(service.getMetadata().getNamespace(), name))
                : Optional.empty();
    }

    private void requireKnown(HasMetadata owner) {
        var found = requests.look(owner)
                .filter(live -> isSame(owner, live) && live.getMetadata().getDeletionTimestamp() == null)
                .orElseThrow(() -> new OwnerGone(ObjectKey.of(owner)));
        requireUnchanged(owner, Optional.of(found));
    }

    private void requireUnchanged(Project project) {
        requireUnchanged(project, requests.look(project));
    }

    private static void requireUnchanged(HasMetadata known, Optional<? extends HasMetadata> found) {
        if (found.filter(live -> isSame(known, live)
                        && live.getMetadata()
                                .getGeneration()
                                .equals(known.getMetadata().getGeneration()))
                .isEmpty()) {
            throw new TooEarly("the watch of %s lags behind".formatted(ObjectKey.of(known)), BETWEEN_LOOKS);
        }
    }

    static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    /**
     * Before an object is changed or deleted.
     *
     * @throws TooEarly when whoever wrote the objects of the resource had seen more than this replica has
     */
    void beforeChange(HasMetadata owner) {
        if (caches.isBehind(owner)) {
            throw new TooEarly(
                    "whoever wrote the objects of %s had seen more".formatted(ObjectKey.of(owner)), BETWEEN_LOOKS);
        }
    }

    /**
     * After an object was made or changed. Between the moment when the store is put back to an older state and the next list, a
     * mark tells of the time before; others would believe it one day, and wait for news that never come. So it is marked anew.
     *
     * @throws TooEarly when somebody was faster, as the progress of a rollout is; the next pass marks it then
     */
    void afterWrite(HasMetadata owner, ObjectNode tree, HasMetadata written) {
        caches.synced().answered(written);
        renewMark(owner, tree, written);
    }

    /** The same for an object that has all it should, but for its mark. */
    void renewMark(HasMetadata owner, ObjectNode tree, HasMetadata live) {
        if (!caches.synced().isDisproved(live)) {
            return;
        }
        try {
            caches.synced().answered(requests.apply(marked(owner, tree), live));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
            throw TooEarly.forAnotherPlan(ObjectKey.of(live));
        }
    }

    /** The tree of an object as it is sent, marked with what this replica has seen. */
    ObjectNode marked(HasMetadata owner, ObjectNode tree) {
        // Late, as it is no part of what is compared: news that mean nothing for an object are no reason to write it.
        var marked = tree.deepCopy();
        marked.withObject("/metadata/annotations")
                .put(Annotations.SEEN, caches.synced().mark(owner.getMetadata().getNamespace()));
        return marked;
    }
}

package dev.croft.operator.cluster.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Fingerprint;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the cluster match a plan with the fewest writes: creates, changes or deletes exactly what differs. */
public final class Applier {

    /** What goes with its owner is often seen to go a little earlier than the owner. After so long both are known. */
    public static final Duration OWNERS_NEWS = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Caches caches;
    private final Requests requests;
    private final Fights fights;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Applier(Caches caches, Requests requests, LongSupplier nanoTime) {
        this.caches = caches;
        this.requests = requests;
        this.fights = new Fights(nanoTime);
    }

    /** Thrown when the resource whose plan is applied turns out to be gone, and its objects with it. */
    public static final class OwnerGone extends IllegalStateException {
        OwnerGone(ObjectKey owner) {
            super(owner + " is gone");
        }
    }

    /** Thrown when it is too early to say whether the resource went together with an object that is missing. */
    public static final class TooEarly extends IllegalStateException {
        private final transient Duration wait;

        TooEarly(Duration wait) {
            super("the owner of a missing object may be gone as well");
            this.wait = wait;
        }

        /** Until when its watch will have told. */
        public Duration pause() {
            return wait;
        }
    }

    /**
     * Brings about the plan of one resource; what a plan does not want of the resource's objects is deleted.
     *
     * @throws OwnerGone when the resource is found deleted
     * @throws TooEarly when that will be known in a moment
     */
    public Applied apply(HasMetadata owner, Plan plan) {
        List<Outcome> outcomes = new ArrayList<>();
        for (List<HasMetadata> level : plan.levels()) {
            outcomes.addAll(together(level, wanted -> bringAbout(owner, wanted).about(ObjectKey.of(wanted))));
        }
        var wanted = plan.wanted();
        var unwanted = caches.ownedBy(owner).stream()
                .filter(object -> !wanted.contains(ObjectKey.of(object)))
                .filter(object -> object.getMetadata().getDeletionTimestamp() == null)
                .toList();
        outcomes.addAll(together(unwanted, this::remove));
        return summary(outcomes);
    }

    // What has just vanished may have gone with its owner, of whom another watch tells, maybe later. Made anew it would
    // live for a moment without one.
    private void requireOwner(HasMetadata owner, HasMetadata wanted) {
        var metadata = wanted.getMetadata();
        var loss = caches.shelfOf(wanted).lastMissed(metadata.getNamespace(), metadata.getName());
        if (loss.isEmpty()) {
            return;
        }
        if (loss.get().compareTo(OWNERS_NEWS) < 0) {
            throw new TooEarly(OWNERS_NEWS.minus(loss.get()));
        }
        if (!requests.isThere(owner)) {
            throw new OwnerGone(ObjectKey.of(owner));
        }
    }

    private List<Outcome> together(
            List<? extends HasMetadata> objects, java.util.function.Function<HasMetadata, Outcome> work) {
        if (objects.size() == 1) {
            return List.of(work.apply(objects.getFirst()));
        }
        var running = objects.stream()
                .map(object -> CompletableFuture.supplyAsync(() -> work.apply(object), threads))
                .toList();
        try {
            // All are awaited before the first failure counts: none may still write when the pass has ended.
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    private Outcome bringAbout(HasMetadata owner, HasMetadata wanted) {
        if (!caches.knows(wanted.getClass(), wanted.getMetadata().getNamespace())) {
            return new Outcome.Waiting(Hold.of(
                    AnyReason.NotPermitted,
                    "%ss cannot be watched, so %s waits. Grant the operator list and watch on them."
                            .formatted(wanted.getKind(), wanted.getMetadata().getName())));
        }
        try {
            var tree = stamped(wanted);
            var live = caches.shelfOf(wanted)
                    .get(
                            wanted.getMetadata().getNamespace(),
                            wanted.getMetadata().getName());
            if (live.isPresent()) {
                return change(owner, wanted, tree, live.get());
            }
            requireOwner(owner, wanted);
            return create(owner, wanted, tree);
        } catch (KubernetesClientException refused) {
            return refusal(wanted, refused);
        }
    }

    private ObjectNode stamped(HasMetadata wanted) {
        var tree = requests.tree(wanted);
        var fingerprint = Fingerprint.ofText(tree.toString());
        var fields = FieldSet.of(tree);
        tree.withObject("/metadata/annotations")
                .put(Annotations.APPLIED, fingerprint)
                .put(Annotations.FIELDS, fields);
        return tree;
    }

    private Outcome create(HasMetadata owner, HasMetadata wanted, ObjectNode tree) {
        try {
            requests.create(tree, wanted);
            LOG.info("Created {}", ObjectKey.of(wanted));
            return new Outcome.Changed(Optional.empty());
        } catch (KubernetesClientException refused) {
            if (!Requests.isConflict(refused)) {
                throw refused;
            }
            // The name is taken: by us, if a label or a reply got lost, or by somebody else.
            var found = requests.look(wanted);
            return found.isPresent() ? change(owner, wanted, tree, found.get()) : create(owner, wanted, tree);
        }
    }

    private <T extends HasMetadata> Outcome change(HasMetadata owner, HasMetadata wanted, ObjectNode tree, T live) {
        if (!Owner.owns(owner, live)) {
            return taken(owner, live);
        }
        if (live.getMetadata().getDeletionTimestamp() != null) {
            return new Outcome.Same();
        }
        var liveTree = requests.tree(live);
        var difference = Difference.first(tree, liveTree);
        if (difference.isEmpty()) {
            return new Outcome.Same();
        }
        var key = ObjectKey.of(wanted);
        var asked = annotation(tree, Annotations.APPLIED);
        var applied = annotation(liveTree, Annotations.APPLIED);
        Optional<Problem> contested = Optional.empty();
        if (asked.equals(applied)) {
            // Nothing new is wanted, so somebody else took it away.
            switch (fights.repair(key)) {
                case WAIT -> {
                    return new Outcome.Refused(contested(key, difference.get()));
                }
                case CONTESTED -> contested = Optional.of(contested(key, difference.get()));
                case FAIR -> {
                    // The usual repair needs no comment.
                }
            }
        }
        HasMetadata current = live;
        var handOver =
                HandOver.before(annotation(liveTree, Annotations.FIELDS), annotation(tree, Annotations.FIELDS), live);
        if (handOver.isPresent()) {
            current = requests.patch(handOver.get(), live);
        }
        requests.apply(tree, current);
        LOG.info("Changed {} at {}", key, difference.get());
        return new Outcome.Changed(contested);
    }

    private static String annotation(ObjectNode tree, String name) {
        return tree.at("/metadata/annotations").path(name).asText();
    }

    private static Outcome taken(HasMetadata owner, HasMetadata live) {
        var key = ObjectKey.of(live);
        if (Owner.ownedByPredecessor(owner, live)) {
            return new Outcome.Waiting(Hold.of(
                    AnyReason.NameInUse,
                    "%s %s belongs to an earlier %s of this name and is still being removed."
                            .formatted(key.kind(), key.name(), owner.getKind())));
        }
        return new Outcome.Refused(Problem.outOfSight(
                AnyReason.NameTaken,
                "%s %s exists and does not belong to this %s; it was not touched. Remove it, or choose another name."
                        .formatted(key.kind(), key.name(), owner.getKind())));
    }

    private Problem contested(ObjectKey key, String path) {
        return new Problem(
                AnyReason.Contested,
                "Somebody keeps changing %s of %s %s back. Find out who with kubectl get --show-managed-fields, and let one of the two decide."
                        .formatted(path.substring(1), key.kind(), key.name()),
                Optional.of(Duration.ofSeconds(1)));
    }

    private Outcome remove(HasMetadata unwanted) {
        try {
            requests.delete(unwanted);
            LOG.info("Deleted {}", ObjectKey.of(unwanted));
            return new Outcome.Changed(Optional.empty());
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == 404) {
                return new Outcome.Same();
            }
            return refusal(unwanted, refused);
        }
    }

    private static Outcome refusal(HasMetadata object, KubernetesClientException refused) {
        var key = ObjectKey.of(object);
        return switch (refused.getCode()) {
            case 403 ->
                new Outcome.Refused(Problem.outOfSight(
                        AnyReason.NotPermitted,
                        "%s %s may not be written: %s. Grant the right, or raise the quota."
                                .formatted(key.kind(), key.name(), ServerText.of(refused))));
            case 400, 422 ->
                new Outcome.Refused(Problem.outOfSight(
                        AnyReason.Rejected,
                        "%s %s was refused: %s. Change the field that it names."
                                .formatted(key.kind(), key.name(), ServerText.of(refused))));
            default -> throw refused;
        };
    }

    private static Applied summary(List<Outcome> outcomes) {
        List<Hold> holds = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int changed = 0;
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Same() -> {
                    // Nothing to tell.
                }
                case Outcome.Changed(var but) -> {
                    changed++;
                    but.ifPresent(problems::add);
                }
                case Outcome.Waiting(var hold) -> holds.add(hold);
                case Outcome.Refused(var problem) -> problems.add(problem);
            }
        }
        return new Applied(List.copyOf(holds), List.copyOf(problems), changed);
    }
}

package dev.croft.operator.cluster.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.operator.cluster.compare.Difference;
import dev.croft.operator.cluster.compare.FieldSet;
import dev.croft.operator.cluster.compare.HandOver;
import dev.croft.operator.cluster.compare.Parking;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Fingerprint;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the cluster match a plan with the fewest writes: creates, changes or deletes exactly what differs. */
public final class Applier {

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Caches caches;
    private final Requests requests;
    private final OwnerCheck ownerCheck;
    private final Fights fights;
    private final LongSupplier nanoTime;
    private final Together together = new Together();

    public Applier(Caches caches, Requests requests, LongSupplier nanoTime) {
        this.caches = caches;
        this.requests = requests;
        this.ownerCheck = new OwnerCheck(caches, requests);
        this.fights = new Fights(nanoTime);
        this.nanoTime = nanoTime;
    }

    /** Thrown when one object of a plan could not be written for a reason that may pass; says which. */
    public static final class NotWritten extends KubernetesClientException {

        private final transient ObjectKey key;

        NotWritten(ObjectKey object, KubernetesClientException answer) {
            super(answer.getMessage(), answer.getCode(), answer.getStatus());
            // No cause: the library takes none for an answer without its request.
            addSuppressed(answer);
            this.key = object;
        }

        public ObjectKey object() {
            return key;
        }
    }

    /**
     * Brings about the plan of one resource.
     *
     * @param owned the resource's objects, also those that are to outlive it, as they were before anything was looked at for the
     *     plan, which knows of no others
     * @throws OwnerCheck.OwnerGone when the resource is found deleted
     * @throws OwnerCheck.TooEarly when that will be known in a moment, or when one of its objects is not what the plan took it
     *     for
     */
    public Applied apply(HasMetadata owner, Plan plan, List<? extends HasMetadata> owned) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<ObjectKey> unreached = new HashSet<>();
        boolean isAwaited = false;
        for (List<HasMetadata> level : plan.levels()) {
            if (isAwaited) {
                level.forEach(wanted -> unreached.add(ObjectKey.of(wanted)));
                continue;
            }
            outcomes.addAll(together.run(
                    level, wanted -> bringAbout(owner, wanted, owned).about(ObjectKey.of(wanted))));
            isAwaited = level.stream().anyMatch(wanted -> plan.isAwaited(wanted) && !isInPlace(owner, wanted));
        }
        var wanted = plan.wanted();
        var present = caches.ownedBy(owner);
        // What the plan keeps as it is may be on its way out as well.
        present.stream()
                .filter(object -> plan.kept().contains(ObjectKey.of(object)) && isBeingRemoved(object))
                .forEach(object ->
                        outcomes.add(new Outcome.Waiting(Obstacle.inRemoval(object)).about(ObjectKey.of(object))));
        var unwanted = present.stream()
                .filter(object -> owned.stream().anyMatch(planned -> OwnerCheck.isSame(planned, object))
                        && !wanted.contains(ObjectKey.of(object))
                        && !isBeingRemoved(object))
                .toList();
        if (!unwanted.isEmpty() || !plan.remade().isEmpty()) {
            ownerCheck.beforeChange(owner);
        }
        outcomes.addAll(together.run(unwanted, this::remove));
        outcomes.addAll(together.run(plan.remade(), this::removeToMakeAnew));
        outcomes.addAll(together.run(plan.discarded(), this::remove));
        if (outcomes.stream().noneMatch(Outcome.Waiting.class::isInstance)) {
            caches.lastPasses().applied(owner);
        }
        return Outcome.summary(outcomes, unreached);
    }

    private Outcome bringAbout(HasMetadata owner, HasMetadata wanted, List<? extends HasMetadata> owned) {
        if (!caches.knows(wanted.getClass(), wanted.getMetadata().getNamespace())) {
            return new Outcome.Waiting(Obstacle.unwatched(wanted));
        }
        var key = ObjectKey.of(wanted);
        try {
            var tree = stamped(wanted);
            var live = caches.shelfOf(wanted).get(key.namespace(), key.name());
            if (live.isPresent()) {
                return change(owner, wanted, tree, live.get(), owned);
            }
            ownerCheck.beforeCreate(owner, wanted);
            return create(owner, wanted, tree);
        } catch (KubernetesClientException refused) {
            return refusal(key, refused);
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

    // If nothing new is wanted, somebody else took it away.
    private Fights.Round round(ObjectKey key, ObjectNode tree, String applied) {
        var asked = annotation(tree, Annotations.APPLIED);
        return asked.equals(applied) || fights.wasGiven(key, asked) ? fights.repair(key) : Fights.Round.FAIR;
    }

    private Outcome create(HasMetadata owner, HasMetadata wanted, ObjectNode tree) {
        var key = ObjectKey.of(wanted);
        var round = round(key, tree, "");
        var fight = fights.wasRemade(key) ? Obstacle.changedBack(key, ".spec") : Obstacle.takenAway(key);
        if (round == Fights.Round.WAIT) {
            return new Outcome.Refused(fight);
        }
        Optional<Problem> contested = round == Fights.Round.CONTESTED ? Optional.of(fight) : Optional.empty();
        try {
            return made(owner, wanted, tree, contested);
        } catch (KubernetesClientException refused) {
            if (!Requests.isNameTaken(refused)) {
                throw refused;
            }
            // By us, if a label or a reply got lost, or by somebody else.
            long asked = nanoTime.getAsLong();
            var found = requests.look(wanted);
            if (found.isEmpty()) {
                return made(owner, wanted, tree, contested);
            }
            if (!Identity.isOwn(owner, wanted, found.get())) {
                return taken(owner, found.get());
            }
            fights.takeBack(key);
            caches.shelfOf(wanted).found(found.get(), Duration.ofNanos(nanoTime.getAsLong() - asked));
            throw OwnerCheck.TooEarly.forAnotherPlan(key);
        }
    }

    private Outcome made(HasMetadata owner, HasMetadata wanted, ObjectNode tree, Optional<Problem> contested) {
        var written = requests.create(ownerCheck.marked(owner, tree), wanted);
        fights.gave(ObjectKey.of(wanted), annotation(tree, Annotations.APPLIED));
        LOG.info("Created {}", ObjectKey.of(wanted));
        ownerCheck.afterWrite(owner, tree, written);
        return new Outcome.Changed(contested);
    }

    private Outcome change(
            HasMetadata owner,
            HasMetadata wanted,
            ObjectNode tree,
            HasMetadata live,
            List<? extends HasMetadata> owned) {
        if (!Identity.isOwn(owner, wanted, live)) {
            return taken(owner, live);
        }
        if (isBeingRemoved(live)) {
            return new Outcome.Waiting(Obstacle.inRemoval(live));
        }
        var liveTree = requests.tree(live);
        var difference = Difference.first(tree, liveTree);
        if (difference.isEmpty()) {
            ownerCheck.renewMark(owner, tree, live);
            return new Outcome.Same();
        }
        var key = ObjectKey.of(live);
        // Planned for what it was, a change would take back what somebody who knew more has made of it.
        if (!Identity.isAsPlanned(owned, live)) {
            throw OwnerCheck.TooEarly.forAnotherPlan(key);
        }
        ownerCheck.beforeChange(owner);
        Optional<Problem> contested = Optional.empty();
        switch (round(key, tree, annotation(liveTree, Annotations.APPLIED))) {
            case WAIT -> {
                return new Outcome.Refused(Obstacle.changedBack(key, difference.get()));
            }
            case CONTESTED -> contested = Optional.of(Obstacle.changedBack(key, difference.get()));
            case FAIR -> {
                // The usual change or repair needs no comment.
            }
        }
        HasMetadata current = live;
        var handOver =
                HandOver.before(annotation(liveTree, Annotations.FIELDS), annotation(tree, Annotations.FIELDS), live);
        if (handOver.isPresent()) {
            current = requests.patch(handOver.get(), live);
        }
        var parked = Parking.before(tree, current);
        if (parked.isPresent()) {
            current = requests.park(parked.get(), current);
        }
        var written = requests.apply(ownerCheck.marked(owner, tree), current);
        fights.gave(key, annotation(tree, Annotations.APPLIED));
        LOG.info("Changed {} at {}", key, difference.get());
        ownerCheck.afterWrite(owner, tree, written);
        return new Outcome.Changed(contested);
    }

    // Nothing starts on or leads to what is missing, going, or somebody else's. A refused change is no reason.
    private boolean isInPlace(HasMetadata owner, HasMetadata wanted) {
        var metadata = wanted.getMetadata();
        return caches.shelfOf(wanted)
                .get(metadata.getNamespace(), metadata.getName())
                .filter(live -> Identity.isOwn(owner, wanted, live) && !isBeingRemoved(live))
                .isPresent();
    }

    private static boolean isBeingRemoved(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    private static String annotation(ObjectNode tree, String name) {
        return tree.at("/metadata/annotations").path(name).asText();
    }

    private static Outcome taken(HasMetadata owner, HasMetadata live) {
        return Owner.ownedByPredecessor(owner, live)
                ? new Outcome.Waiting(Obstacle.ofPredecessor(owner, live))
                : new Outcome.Refused(Obstacle.foreign(owner, live));
    }

    private Outcome removeToMakeAnew(HasMetadata live) {
        var key = ObjectKey.of(live);
        if (isBeingRemoved(live)) {
            return new Outcome.Waiting(Obstacle.inRemoval(live)).about(key);
        }
        var fight = Obstacle.changedBack(key, ".spec");
        var round = fights.repair(key);
        if (round == Fights.Round.WAIT) {
            return new Outcome.Refused(fight).about(key);
        }
        try {
            requests.delete(live);
            fights.remade(key);
            LOG.info("Deleted {} to make it anew", key);
            return new Outcome.Changed(round == Fights.Round.CONTESTED ? Optional.of(fight) : Optional.empty());
        } catch (KubernetesClientException refused) {
            fights.takeBack(key);
            if (refused.getCode() == 404) {
                return new Outcome.Same();
            }
            return refusal(key, refused);
        }
    }

    private Outcome remove(HasMetadata unwanted) {
        var key = ObjectKey.of(unwanted);
        try {
            requests.delete(unwanted);
            fights.forget(key);
            LOG.info("Deleted {}", key);
            return new Outcome.Changed(Optional.empty());
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == 404) {
                return new Outcome.Same();
            }
            return refusal(key, refused);
        }
    }

    private static Outcome refusal(ObjectKey object, KubernetesClientException refused) {
        return new Outcome.Refused(
                Obstacle.refused(object, refused).orElseThrow(() -> new NotWritten(object, refused)));
    }
}

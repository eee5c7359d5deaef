package dev.croft.operator.cluster.write;

import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Problem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;

/** Why one object is not as it should be, as it is told to the user; changes with these words. */
final class Obstacle {

    private static final Duration NEXT_ROUND = Duration.ofSeconds(1);

    private Obstacle() {}

    static Hold unwatched(HasMetadata wanted) {
        return Hold.of(
                AnyReason.NotPermitted,
                "%ss cannot be watched, so %s waits. Grant the operator list and watch on them."
                        .formatted(wanted.getKind(), wanted.getMetadata().getName()));
    }

    static Hold ofPredecessor(HasMetadata owner, HasMetadata live) {
        return Hold.of(
                AnyReason.NameInUse,
                "%s %s belongs to an earlier %s of this name and is still being removed."
                        .formatted(live.getKind(), live.getMetadata().getName(), owner.getKind()));
    }

    static Hold inRemoval(HasMetadata live) {
        if (live instanceof PersistentVolumeClaim) {
            return Hold.of(
                    AnyReason.NameInUse,
                    "PersistentVolumeClaim %s was deleted; it and its data are there only for as long as a pod uses it. Save the data first; then spec.replicas: 0, or enabled: false of the Project, lets it go for good, and a new one is made."
                            .formatted(live.getMetadata().getName()));
        }
        return Hold.of(
                AnyReason.NameInUse,
                "%s %s was deleted and is still being removed; it is made anew after that. If this lasts, see what its finalizers wait for."
                        .formatted(live.getKind(), live.getMetadata().getName()));
    }

    static Problem foreign(HasMetadata owner, HasMetadata live) {
        return Problem.outOfSight(
                AnyReason.NameTaken,
                "%s %s exists and does not belong to this %s; it was not touched. Remove it, or choose another name."
                        .formatted(live.getKind(), live.getMetadata().getName(), owner.getKind()));
    }

    static Problem changedBack(ObjectKey object, String path) {
        return contested(
                "Somebody keeps changing %s of %s %s back. Find out who with kubectl get --show-managed-fields, and let one of the two decide."
                        .formatted(path.substring(1), object.kind(), object.name()));
    }

    // Without its labels an object is as good as gone.
    static Problem takenAway(ObjectKey object) {
        return contested(
                "Somebody keeps deleting %s %s or the labels it has. Find out who in the audit log of the API server, and let one of the two decide."
                        .formatted(object.kind(), object.name()));
    }

    private static Problem contested(String message) {
        return new Problem(AnyReason.Contested, message, Optional.of(NEXT_ROUND));
    }

    /** What an answer of the API server asks of a person; empty if it may be another one next time. */
    static Optional<Problem> refused(ObjectKey object, KubernetesClientException answer) {
        return switch (answer.getCode()) {
            case 403 ->
                Optional.of(Problem.outOfSight(
                        AnyReason.NotPermitted,
                        "%s %s may not be written: %s. Grant the right, or raise the quota."
                                .formatted(object.kind(), object.name(), ServerText.of(answer))));
            case 400, 422 ->
                Optional.of(Problem.outOfSight(
                        AnyReason.Rejected,
                        "%s %s was refused: %s. Change the field that it names."
                                .formatted(object.kind(), object.name(), ServerText.of(answer))));
            default -> Optional.empty();
        };
    }
}

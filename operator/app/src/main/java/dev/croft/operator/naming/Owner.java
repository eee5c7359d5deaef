package dev.croft.operator.naming;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Optional;

/** The owner stamp: which custom resource an object belongs to and goes with. */
public final class Owner {

    private Owner() {}

    /** The reference that makes {@code owner} the controller of an object. */
    public static OwnerReference stamp(HasMetadata owner) {
        // Without blockOwnerDeletion: Croft would need the right to edit finalizers of its own kinds, and gain nothing.
        return new OwnerReferenceBuilder(reference(owner)).withController(true).build();
    }

    /** The reference by which an object goes with {@code owner}, which does not control it. */
    public static OwnerReference reference(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .build();
    }

    /** The controller of an object, if it has one. */
    public static Optional<OwnerReference> of(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst();
    }

    /** Whether this very owner, not an earlier one of the same name, controls the object. */
    public static boolean owns(HasMetadata owner, HasMetadata object) {
        return of(object)
                .filter(reference ->
                        reference.getUid().equals(owner.getMetadata().getUid()))
                .isPresent();
    }

    /** Whether an owner of the same kind and name, which is gone by now, controls the object. */
    public static boolean ownedByPredecessor(HasMetadata owner, HasMetadata object) {
        return of(object)
                .filter(reference -> reference.getKind().equals(owner.getKind())
                        && reference.getApiVersion().equals(owner.getApiVersion())
                        && reference.getName().equals(owner.getMetadata().getName())
                        && !reference.getUid().equals(owner.getMetadata().getUid()))
                .isPresent();
    }
}

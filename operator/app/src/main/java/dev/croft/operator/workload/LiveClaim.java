package dev.croft.operator.workload;

import dev.croft.operator.naming.Kept;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;

/**
 * A claim as it is live. Changes when a plan needs to know more of one.
 *
 * @param object the live object itself
 * @param givenClass the storage class that Croft asked for, and not one that the cluster filled in
 */
public record LiveClaim(PersistentVolumeClaim object, Optional<String> givenClass) {

    private static final String STORAGE = "storage";

    public String name() {
        return object.getMetadata().getName();
    }

    /** The Service that it is kept for; empty text where somebody took that away. */
    public String service() {
        return Kept.owner(object).map(Kept.For::service).orElse("");
    }

    /** Whether somebody has deleted it. */
    public boolean isBeingRemoved() {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether there is storage behind it. */
    public boolean isBound() {
        return object.getSpec().getVolumeName() != null;
    }

    /** How much there is, which may be less than was asked for; empty before there is any. */
    public Optional<Quantity> capacity() {
        return Optional.ofNullable(object.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getCapacity()))
                .map(capacity -> capacity.get(STORAGE));
    }

    /** The storage class that it has, whoever chose it. */
    public Optional<String> className() {
        return Optional.ofNullable(object.getSpec().getStorageClassName());
    }

    /** How much it asks for; empty where it does not say. */
    public Optional<Quantity> size() {
        return Optional.ofNullable(object.getSpec().getResources())
                .flatMap(resources -> Optional.ofNullable(resources.getRequests()))
                .map(requests -> requests.get(STORAGE));
    }
}

package dev.croft.operator.cluster.write;

import dev.croft.operator.naming.Kept;
import dev.croft.operator.naming.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** Whether a live object is the one that is meant; changes with what makes an object somebody's. */
final class Identity {

    private Identity() {}

    /** Whether a live object is the one that an owner wants, and nobody else's. */
    static boolean isOwn(HasMetadata owner, HasMetadata wanted, HasMetadata live) {
        return Owner.owns(owner, live) || Kept.isSame(wanted, live);
    }

    /** Whether a live object still is what a plan knew of it. */
    static boolean isAsPlanned(List<? extends HasMetadata> owned, HasMetadata live) {
        return owned.stream().anyMatch(planned -> isStill(planned, live));
    }

    // A status changes all the time and means nothing here; where there is no generation, any change counts.
    private static boolean isStill(HasMetadata planned, HasMetadata live) {
        var was = planned.getMetadata();
        var is = live.getMetadata();
        return OwnerCheck.isSame(planned, live)
                && (is.getGeneration() == null
                        ? is.getResourceVersion().equals(was.getResourceVersion())
                        : is.getGeneration().equals(was.getGeneration()));
    }
}

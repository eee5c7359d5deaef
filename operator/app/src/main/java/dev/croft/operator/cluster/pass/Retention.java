package dev.croft.operator.cluster.pass;

import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.write.Announcer;
import dev.croft.operator.cluster.write.Fence;
import dev.croft.operator.cluster.write.Gate;
import dev.croft.operator.naming.ObjectKey;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what stays when a resource is deleted, in one Event; changes with what is kept, and for whom. */
final class Retention {

    // A note takes a thousand characters.
    private static final int SHOWN = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Caches caches;
    private final Announcer announcer;

    Retention(Caches caches, Announcer announcer) {
        this.caches = caches;
        this.announcer = announcer;
    }

    void tell(CustomResource<?, ?> gone) {
        var names = caches.claimsOf(gone).stream()
                .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null
                        && claim.getMetadata().getOwnerReferences().stream()
                                .noneMatch(owner ->
                                        owner.getUid().equals(gone.getMetadata().getUid())))
                .map(claim -> claim.getMetadata().getName())
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return;
        }
        var kept = names.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? " and %d more".formatted(names.size() - SHOWN) : "");
        try {
            announcer.announce(
                    gone,
                    "Retained",
                    "The data of this %s stays, in PersistentVolumeClaim %s. What is created under the same names takes it up again; kubectl delete pvc removes it for good."
                            .formatted(gone.getKind(), kept));
        } catch (KubernetesClientException | Gate.Throttled | Fence.Closed untold) {
            LOG.info("{}: that {} stays could not be told: {}", ObjectKey.of(gone), kept, untold.getMessage());
        }
    }
}

package dev.croft.operator.cluster.pass;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.write.Announcer;
import dev.croft.operator.cluster.write.Fence;
import dev.croft.operator.cluster.write.Gate;
import dev.croft.operator.naming.ObjectKey;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what stays when a resource is deleted, in one Event; changes with what is kept, and for whom. */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Caches caches;
    private final Announcer announcer;

    Retention(Caches caches, Announcer announcer) {
        this.caches = caches;
        this.announcer = announcer;
    }

    void tell(CustomResource<?, ?> gone) {
        var kept = claims(gone).stream()
                .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null
                        && claim.getMetadata().getOwnerReferences().stream()
                                .noneMatch(owner ->
                                        owner.getUid().equals(gone.getMetadata().getUid())))
                .map(claim -> claim.getMetadata().getName())
                .sorted()
                .collect(Collectors.joining(", "));
        if (kept.isEmpty()) {
            return;
        }
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

    private List<PersistentVolumeClaim> claims(CustomResource<?, ?> gone) {
        return switch (gone) {
            case CroftService service -> caches.claimsOf(service);
            case Project project -> caches.claimsOf(project);
            default -> List.of();
        };
    }
}

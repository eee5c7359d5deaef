package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.DeletionPolicy;
import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.Volume;
import dev.croft.operator.naming.Kept;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Names;
import dev.croft.operator.naming.Owner;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claim behind a lasting volume. It outlives the Service, and the Project as well unless that one's deletionPolicy
 * says otherwise. Changes with how storage is asked for.
 */
public final class VolumeClaim {

    private static final String STORAGE = "storage";

    private VolumeClaim() {}

    /** The claim of one volume; one that is live already keeps its storage class, which cannot be taken back. */
    public static PersistentVolumeClaim of(
            Project project, CroftService service, Volume volume, Optional<LiveClaim> live) {
        var serviceName = service.getMetadata().getName();
        var projectName = project.getMetadata().getName();
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(Names.claim(service, volume))
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.ofService(projectName, serviceName, Labels.VOLUME))
                .withAnnotations(Kept.mark(project, serviceName))
                .withOwnerReferences(owners(project))
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(Optional.ofNullable(volume.className())
                        .or(() -> live.flatMap(LiveClaim::givenClass))
                        .orElse(null))
                .withNewResources()
                .withRequests(Map.of(STORAGE, request(volume, live)))
                .endResources()
                .endSpec()
                .build();
    }

    // Where there is enough, nothing is asked for: more could be refused, and less than was asked for is, down to what
    // there
    // is
    // (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#recovering-from-failure-when-expanding-volumes).
    private static Quantity request(Volume volume, Optional<LiveClaim> live) {
        var asked = new Quantity(volume.size());
        return live.filter(claim ->
                        claim.capacity().filter(there -> isEnough(there, asked)).isPresent())
                .flatMap(LiveClaim::size)
                .orElse(asked);
    }

    private static boolean isEnough(Quantity there, Quantity asked) {
        return Quantity.getAmountInBytes(there).compareTo(Quantity.getAmountInBytes(asked)) >= 0;
    }

    /** A claim as it is, whatever became of its volume, going or staying as the Project now says. */
    public static PersistentVolumeClaim asItIs(Project project, LiveClaim live) {
        var metadata = live.object().getMetadata();
        var spec = live.object().getSpec();
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(live.name())
                .withNamespace(metadata.getNamespace())
                .withLabels(Labels.ofService(project.getMetadata().getName(), live.service(), Labels.VOLUME))
                .withAnnotations(Kept.mark(project, live.service()))
                .withOwnerReferences(owners(project))
                .endMetadata()
                .withNewSpec()
                .withAccessModes(spec.getAccessModes())
                .withStorageClassName(live.givenClass().orElse(null))
                .withNewResources()
                .withRequests(spec.getResources().getRequests())
                .endResources()
                .endSpec()
                .build();
    }

    // The Project and not the Service, whose deletion deletes no data, whatever the policy.
    private static List<OwnerReference> owners(Project project) {
        return project.getSpec().deletionPolicyOrDefault() == DeletionPolicy.DELETE
                ? List.of(Owner.reference(project))
                : List.of();
    }
}

package dev.croft.operator.service;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.Volume;
import dev.croft.operator.naming.Names;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.workload.LiveClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;

/** What the API server's refusal of a claim means for whoever asked for the volume. */
final class VolumeTrouble {

    private VolumeTrouble() {}

    /** The same problems, with those of claims in the words of volumes. */
    static List<Problem> inWords(List<Problem> problems, CroftService service, ServiceObserved seen) {
        return problems.stream()
                .map(problem -> growth(problem, service, seen).orElse(problem))
                .toList();
    }

    // Whether a class lets volumes grow is the API server's to know: it refuses, and Croft needs no right to read
    // classes.
    private static Optional<Problem> growth(Problem problem, CroftService service, ServiceObserved seen) {
        if (problem.reason() != AnyReason.NotPermitted) {
            return Optional.empty();
        }
        return service.getSpec().lastingVolumes().stream()
                .filter(volume ->
                        problem.about().map(ObjectKey::name).equals(Optional.of(Names.claim(service, volume))))
                .flatMap(volume -> seen.claims().stream()
                        .filter(claim -> claim.name().equals(Names.claim(service, volume)))
                        .filter(claim -> grows(volume, claim))
                        .map(claim -> cannotGrow(volume, claim, problem)))
                .findFirst();
    }

    private static boolean grows(Volume volume, LiveClaim claim) {
        var asked = Quantity.getAmountInBytes(new Quantity(volume.size()));
        return claim.size()
                .filter(size -> asked.compareTo(Quantity.getAmountInBytes(size)) > 0)
                .isPresent();
    }

    private static Problem cannotGrow(Volume volume, LiveClaim claim, Problem refused) {
        return new Problem(
                ServiceReason.VolumeCannotGrow,
                "spec.volumes: volume %s stays at %s, as storage class %s or a quota does not let it grow to %s. Set its size back, or have an administrator allow it."
                        .formatted(
                                volume.name(),
                                claim.size().map(Quantity::toString).orElse("its size"),
                                claim.className().orElse("none"),
                                volume.size()),
                refused.lookAgain(),
                refused.about());
    }
}

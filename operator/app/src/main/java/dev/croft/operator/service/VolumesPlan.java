package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.Volume;
import dev.croft.operator.naming.Kept;
import dev.croft.operator.naming.Names;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.workload.LiveClaim;
import dev.croft.operator.workload.VolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;

/** The claims behind the lasting volumes of a Service, and what is asked of them that cannot be. */
record VolumesPlan(Project project, CroftService service, ServiceObserved seen) {

    void addTo(Plan.Draft draft) {
        service.getSpec()
                .lastingVolumes()
                .forEach(volume -> draft.base(VolumeClaim.of(project, service, volume, live(volume))));
    }

    /** The first wish that a live claim cannot fulfil, in the order of the spec. */
    Optional<Problem> impossible() {
        return service.getSpec().lastingVolumes().stream()
                .flatMap(volume -> live(volume).flatMap(claim -> impossible(volume, claim)).stream())
                .findFirst();
    }

    private Optional<LiveClaim> live(Volume volume) {
        var wanted = VolumeClaim.of(project, service, volume, Optional.empty());
        return seen.claims().stream()
                .filter(claim ->
                        claim.name().equals(wanted.getMetadata().getName()) && Kept.isSame(wanted, claim.object()))
                .findFirst();
    }

    private static Optional<Problem> impossible(Volume volume, LiveClaim claim) {
        return shrinks(volume, claim).or(() -> changesClass(volume, claim));
    }

    private static Optional<Problem> shrinks(Volume volume, LiveClaim claim) {
        var asked = Quantity.getAmountInBytes(new Quantity(volume.size()));
        return claim.size()
                .filter(size -> asked.compareTo(Quantity.getAmountInBytes(size)) < 0)
                .map(size -> Problem.of(
                        ServiceReason.VolumeShrinks,
                        "spec.volumes: volume %s cannot shrink from %s to %s, as no storage can; nothing was changed. Set its size back, or give a new volume another name."
                                .formatted(volume.name(), size, volume.size())));
    }

    private static Optional<Problem> changesClass(Volume volume, LiveClaim claim) {
        return Optional.ofNullable(volume.className())
                .filter(asked -> !claim.className().equals(Optional.of(asked)))
                .map(asked -> Problem.of(
                        ServiceReason.VolumeClassChanges,
                        "spec.volumes: volume %s is of storage class %s and cannot move to %s; nothing was changed. Set its className back, or give a new volume another name."
                                .formatted(volume.name(), claim.className().orElse("none"), asked)));
    }

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

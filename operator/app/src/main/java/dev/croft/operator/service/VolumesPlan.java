package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.Volume;
import dev.croft.operator.naming.Kept;
import dev.croft.operator.naming.Names;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.workload.LiveClaim;
import dev.croft.operator.workload.VolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Optional;

/** The claims behind the lasting volumes of a Service, and what is asked of them that cannot be. */
record VolumesPlan(Project project, CroftService service, ServiceObserved seen) {

    /** Adds what the spec asks for, and what earlier ones did: also that goes or stays as the Project says. */
    void addTo(Plan.Draft draft) {
        var asked = service.getSpec().lastingVolumes();
        asked.forEach(volume -> draft.data(VolumeClaim.of(project, service, volume, live(volume))));
        add(draft, asked.stream().map(volume -> Names.claim(service, volume)).toList());
    }

    /** Adds all claims as they are, where the spec asks for what cannot be, or for no volumes at all. */
    void addAsTheyAre(Plan.Draft draft) {
        add(draft, List.of());
    }

    private void add(Plan.Draft draft, List<String> without) {
        seen.claims().stream()
                .filter(claim -> Kept.isFor(project, service.getMetadata().getName(), claim.object())
                        && !without.contains(claim.name())
                        && !claim.isBeingRemoved())
                .forEach(claim -> draft.data(VolumeClaim.asItIs(project, claim)));
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

    // Below what there is no storage can go. What was asked for beyond that and never came may be taken back, and
    // storage
    // that was larger from the start was never asked for.
    private static Optional<Problem> shrinks(Volume volume, LiveClaim claim) {
        var asked = new Quantity(volume.size());
        return claim.size()
                .filter(size -> isLess(asked, size))
                .map(size -> claim.capacity().orElse(size))
                .filter(size -> isLess(asked, size))
                .map(size -> Problem.of(
                        ServiceReason.VolumeShrinks,
                        "spec.volumes: volume %s cannot shrink from %s to %s, as no storage can; nothing was changed. %s"
                                .formatted(volume.name(), size, volume.size(), wayOut("size", claim))));
    }

    private static Optional<Problem> changesClass(Volume volume, LiveClaim claim) {
        return Optional.ofNullable(volume.className())
                .filter(asked -> !claim.className().equals(Optional.of(asked)))
                .map(asked -> Problem.of(
                        ServiceReason.VolumeClassChanges,
                        "spec.volumes: volume %s is of storage class %s and cannot move to %s; nothing was changed. %s"
                                .formatted(
                                        volume.name(),
                                        claim.className().orElse("none"),
                                        asked,
                                        wayOut("className", claim))));
    }

    private static String wayOut(String field, LiveClaim claim) {
        return claim.isBound()
                ? "Set its %s back, or give a new volume another name.".formatted(field)
                : "It holds nothing yet: kubectl delete pvc %s has it made anew.".formatted(claim.name());
    }

    /** What is said of the first volume for which there is no storage yet. */
    static Optional<String> unbound(CroftService service, ServiceObserved seen) {
        return service.getSpec().lastingVolumes().stream()
                .flatMap(volume -> seen.claims().stream()
                        .filter(claim -> claim.name().equals(Names.claim(service, volume)) && !claim.isBound())
                        .map(claim ->
                                "Volume %s waits for storage of class %s. If this lasts, read kubectl describe pvc %s."
                                        .formatted(
                                                volume.name(), claim.className().orElse("none"), claim.name())))
                .findFirst();
    }

    /** The first volume that is to be larger than its storage is as yet. */
    static Optional<Hold> growing(CroftService service, ServiceObserved seen) {
        return service.getSpec().lastingVolumes().stream()
                .flatMap(volume -> seen.claims().stream()
                        .filter(claim -> claim.name().equals(Names.claim(service, volume)))
                        .flatMap(claim -> growing(volume, claim).stream()))
                .findFirst();
    }

    private static Optional<Hold> growing(Volume volume, LiveClaim claim) {
        var asked = new Quantity(volume.size());
        return claim.capacity()
                .filter(there -> isLess(there, asked))
                .map(there -> Hold.of(
                        ServiceReason.VolumeGrowing,
                        "Volume %s has %s of %s so far. If this lasts, read kubectl describe pvc %s; some storage grows only when its pod starts anew."
                                .formatted(volume.name(), there, volume.size(), claim.name())));
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
        if (problem.reason() != AnyReason.NotPermitted && problem.reason() != AnyReason.Rejected) {
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
        return claim.size()
                .filter(size -> isLess(size, new Quantity(volume.size())))
                .isPresent();
    }

    private static boolean isLess(Quantity one, Quantity other) {
        return Quantity.getAmountInBytes(one).compareTo(Quantity.getAmountInBytes(other)) < 0;
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

package dev.croft.harness.trial.type;

import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Sighting;
import dev.croft.harness.state.Sighting.Change;
import dev.croft.harness.state.Snapshot;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** P-R1, P-R13: somebody deletes, edits or copies what the operator made, once or again and again. */
public final class Drift implements Perturbation {

    private static final List<String> VARIANTS = List.of("deleted", "edited", "unlabelled", "copied", "fought");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration REPAIR = Duration.ofSeconds(30);
    private static final Duration FIGHT = Duration.ofSeconds(20);
    private static final Duration BLOW = Duration.ofMillis(200);
    private static final int FIGHTS_PER_SECOND = 1;
    private static final int FAIR_REPAIRS = 3;

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.everywhere(name(), references, VARIANTS, 2, seed);
    }

    // Deleted by hand is made once more.
    @Override
    public Comparison comparison(Case of, Reference reference) {
        return Comparison.DESTROYED;
    }

    @Override
    public boolean othersChangeObjects() {
        return true;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        var link = scene.open("one");
        scene.lead(link);
        scene.user().walk(reference.workload(), LIMIT);
        var known = reference.withoutBiography();
        var owned = scene.present().entrySet().stream()
                .filter(entry -> Snapshot.isOwned(entry.getValue()))
                .map(java.util.Map.Entry::getKey)
                .toList();
        // Each object in turn, from a place that the seed chooses.
        int start = scene.random().nextInt(owned.size());
        for (int i = 0; i < Math.min(3, owned.size()); i++) {
            var victim = owned.get((start + i) % owned.size());
            if (scene.of().variant().equals("fought")) {
                fight(scene, victim);
            } else {
                damage(scene, victim);
            }
            scene.await(
                    "O1",
                    REPAIR,
                    () -> isWhole(scene, known),
                    () -> "%s is not repaired after %d s: %s"
                            .formatted(victim, REPAIR.toSeconds(), firstDifference(scene, known)));
            scene.user().settle(LIMIT);
        }
    }

    private static void damage(Scene scene, Key victim) {
        long mark = scene.ledger().mark();
        switch (scene.of().variant()) {
            case "deleted" -> Damage.delete(scene, victim);
            case "edited" -> Damage.edit(scene, victim, 1);
            case "unlabelled" -> Damage.unlabel(scene, victim);
            case "copied" -> Damage.copy(scene, victim);
            default ->
                throw new Misuse(
                        "Class drift has no variant %s.".formatted(scene.of().variant()));
        }
        scene.await("O1", REPAIR, () -> !scene.writesSince(mark).isEmpty(), () -> "nobody repairs " + victim);
    }

    private static void fight(Scene scene, Key victim) {
        long mark = scene.ledger().mark();
        long began = System.nanoTime();
        int landed = 0;
        for (int blow = 1; System.nanoTime() - began < FIGHT.toNanos(); blow++) {
            try {
                Damage.edit(scene, victim, blow);
                landed++;
            } catch (KubernetesClientException beaten) {
                // The operator wrote at this very moment.
            }
            Patience.pause(BLOW);
        }
        if (landed <= FAIR_REPAIRS) {
            throw new IllegalStateException("%d edits of %s are no fight".formatted(landed, victim));
        }
        long answers = scene.writesSince(mark).stream()
                .filter(write -> write.call().subresource().isEmpty()
                        && write.call().name().equals(victim.name())
                        && write.call().resource().equals(victim.kind().plural())
                        && write.call().group().equals(victim.kind().group()))
                .count();
        // One of its own: before it all was Ready, so that no earlier one tells of it.
        scene.await(
                "P-R13",
                REPAIR,
                () -> scene.history().stream()
                        .anyMatch(sighting -> sighting.nanos() - began > 0 && tellsOfAFight(sighting, victim)),
                () -> "no Event tells of the fight over " + victim);
        if (answers > FIGHT.toSeconds() * FIGHTS_PER_SECOND + FAIR_REPAIRS) {
            throw new Finding(
                    "P-R13", "%d writes to %s in a fight of %d s".formatted(answers, victim, FIGHT.toSeconds()));
        }
    }

    static boolean tellsOfAFight(Sighting sighting, Key victim) {
        // A name can be the beginning of another one, and of its host.
        var named = Pattern.compile(
                "\\b%s %s(?![\\w.-]*\\w)".formatted(victim.kind().inObjects(), Pattern.quote(victim.name())));
        return sighting.key().kind() == Kind.EVENT
                && sighting.change() != Change.GONE
                && sighting.object().path("reason").asText().equals("Contested")
                && named.matcher(sighting.object().path("note").asText()).find();
    }

    private static boolean isWhole(Scene scene, Reference reference) {
        return firstDifference(scene, reference).isEmpty();
    }

    private static String firstDifference(Scene scene, Reference reference) {
        return Snapshot.of(scene.namespace(), scene.present()).differences(reference.end()).stream()
                .filter(difference -> !reference.mask().hides(difference))
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }
}

package dev.croft.harness.trial.type;

import dev.croft.harness.proxy.Entry;
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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** P-R1, P-R13: somebody deletes, edits or copies what the operator made, once or again and again. */
public final class Drift implements Perturbation {

    private static final String SCALED = "scaled";
    private static final List<String> VARIANTS = List.of("deleted", "edited", SCALED, "unlabelled", "copied", "fought");
    private static final Set<Kind> SCALABLE = Set.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET);
    private static final int FIRST_REFUSAL = 300;
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
        var victims = scene.ofLivingOwners().stream()
                .filter(key -> !scene.of().variant().equals(SCALED) || isScaledByCroft(scene, key))
                .toList();
        // Each object in turn, from a place that the seed chooses.
        int start = scene.random().nextInt(victims.size());
        for (int i = 0; i < Math.min(3, victims.size()); i++) {
            var victim = victims.get((start + i) % victims.size());
            long mark = scene.ledger().mark();
            if (scene.of().variant().equals("fought")) {
                fight(scene, victim, mark);
            } else {
                damage(scene, victim, mark);
            }
            scene.await(
                    "O1",
                    REPAIR,
                    () -> isWhole(scene, known),
                    () -> "%s is not repaired after %d s: %s"
                            .formatted(victim, REPAIR.toSeconds(), firstDifference(scene, known)));
            scene.user().settle(LIMIT);
            if (!scene.of().variant().equals("fought")) {
                onceOnly(scene, victim, mark);
            }
        }
    }

    // An autoscaled Deployment has its number from elsewhere.
    private static boolean isScaledByCroft(Scene scene, Key key) {
        return SCALABLE.contains(key.kind())
                && scene.seen(new Key(Kind.AUTOSCALER, key.name())).isEmpty();
    }

    private static void onceOnly(Scene scene, Key victim, long mark) {
        long repairs = writes(scene, victim, mark)
                .filter(write -> write.code() < FIRST_REFUSAL)
                .count();
        // What leads elsewhere and was given a selector is made anew: slices of the pods would stay.
        boolean isMadeAnew = scene.of().variant().equals("edited")
                && victim.kind() == Kind.CORE_SERVICE
                && scene.seen(new Key(Kind.ENDPOINT_SLICE, victim.name() + "-ipv4"))
                        .isPresent();
        if (repairs != (isMadeAnew ? 2 : 1)) {
            throw new Finding("P-R1", "%d writes to repair %s".formatted(repairs, victim));
        }
    }

    /** Writes to an object, or to its copy. */
    private static Stream<Entry> writes(Scene scene, Key victim, long mark) {
        return scene.writesSince(mark).stream().filter(write -> {
            var call = write.call();
            return call.subresource().isEmpty()
                    && List.of(victim.name(), Damage.copyOf(victim).name(), "").contains(call.name())
                    && call.resource().equals(victim.kind().plural())
                    && call.group().equals(victim.kind().group());
        });
    }

    private static void damage(Scene scene, Key victim, long mark) {
        switch (scene.of().variant()) {
            case "deleted" -> Damage.delete(scene, victim);
            case "edited" -> Damage.edit(scene, victim, 1);
            case SCALED -> Damage.scale(scene, victim);
            case "unlabelled" -> Damage.unlabel(scene, victim);
            case "copied" -> Damage.copy(scene, victim);
            default ->
                throw new Misuse(
                        "Class drift has no variant %s.".formatted(scene.of().variant()));
        }
        scene.await("O1", REPAIR, () -> !scene.writesSince(mark).isEmpty(), () -> "nobody repairs " + victim);
    }

    private static void fight(Scene scene, Key victim, long mark) {
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
        long answers = writes(scene, victim, mark).count();
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

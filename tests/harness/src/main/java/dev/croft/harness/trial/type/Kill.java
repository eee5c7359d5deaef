package dev.croft.harness.trial.type;

import dev.croft.harness.proxy.Call;
import dev.croft.harness.proxy.Treatment;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** P-R2: the operator is killed at its k-th write, before the API server hears of it or once it is done. */
public final class Kill implements Perturbation {

    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    // A killed leader's Lease must expire first.
    private static final Duration LIMIT = Duration.ofSeconds(90);
    // Runs differ by a write or two, and each of these is worth several.
    private static final int MORE = 3;

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        List<Case> cases = new ArrayList<>();
        for (var reference : references.all()) {
            for (int k = 1; k <= reference.writes(); k++) {
                for (var variant : List.of(BEFORE, AFTER)) {
                    cases.add(new Case(name(), reference.workload().name(), k, variant, seed));
                }
            }
        }
        return cases;
    }

    @Override
    public Comparison comparison(Case of, Reference reference) {
        return Comparison.LIVED_ON;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        var victim = new AtomicReference<@Nullable Replica>();
        var link = scene.open("one");
        victim.set(scene.lead(link));
        var struck = new AtomicBoolean();
        link.rule(call -> treat(call, scene, victim, struck));
        scene.user().walk(reference.workload(), LIMIT);
        // How often a status is written depends on the moment; then life goes on until the write comes.
        for (int more = 0; more < MORE && !struck.get(); more++) {
            scene.user().releaseAgain(LIMIT);
        }
        if (!struck.get()) {
            throw new IllegalStateException(
                    "the operator sent no %d writes".formatted(scene.of().k()));
        }
        // It may have been the last write of all.
        scene.user().settle(LIMIT);
    }

    private static Treatment treat(
            Call call, Scene scene, AtomicReference<@Nullable Replica> victim, AtomicBoolean struck) {
        // A restarted operator goes on counting on the same link, so this comes once.
        if (call.write() != scene.of().k()) {
            return new Treatment.Forward();
        }
        Runnable restart = () -> {
            struck.set(true);
            var replica = victim.get();
            if (replica != null) {
                replica.kill();
                replica.up();
            }
        };
        return scene.of().variant().equals(BEFORE) ? new Treatment.Before(restart) : new Treatment.After(restart);
    }
}

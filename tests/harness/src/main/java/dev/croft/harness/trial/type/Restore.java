package dev.croft.harness.trial.type;

import dev.croft.harness.lane.Revisions;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Site;
import java.time.Duration;
import java.util.List;

/** P-R5, P-R6: the store is put back to an older state under a running operator, with its revisions bumped or not. */
public final class Restore implements Perturbation {

    private static final String KEPT = "kept";
    private static final String BUMPED = "bumped";
    private static final Duration CALM = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public Site.Use use(Case of) {
        return Site.Use.ALONE;
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.everywhere(name(), references, List.of(KEPT, BUMPED), 4, seed);
    }

    @Override
    public Comparison comparison(Case of, Reference reference) {
        return Comparison.REWOUND;
    }

    // With an older state of the cluster comes one in which nobody had made them.
    @Override
    public boolean takesRights(Case of) {
        return true;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        // The Lease is as old as the rest, so its holder may lose it.
        scene.plan(Scene.Exits.PLANNED);
        scene.lead(scene.open("one"));
        var lane = scene.site().lane();
        var troubled = scene.troubled(reference.workload());
        for (var step : reference.workload().steps()) {
            if (!step.equals(troubled)) {
                scene.user().take(step);
                scene.user().settle(CALM);
                continue;
            }
            var snapshot = lane.snapshot();
            scene.user().take(step);
            scene.user().settle(CALM);
            lane.restore(snapshot, scene.of().variant().equals(KEPT) ? Revisions.KEPT : Revisions.BUMPED);
            scene.site().recorder().lookAnew();
            scene.user().takeAgain(step);
            scene.user().settle(LIMIT);
        }
    }
}

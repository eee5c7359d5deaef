package dev.croft.harness.trial.type;

import dev.croft.harness.proxy.Link;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import java.time.Duration;
import java.util.List;

/**
 * P-R6: the operator cannot reach the API server for 5 s, 60 s or 4 min. It begins in the middle of a rollout, or before an
 * edit, which users make past the cut.
 */
public final class Outage implements Perturbation {

    private static final List<String> VARIANTS = List.of("5s", "60s", "4m");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.everywhere(name(), references, VARIANTS, 3, seed);
    }

    @Override
    public Comparison comparison(Case of, Reference reference) {
        return Unseen.comparison(of, "");
    }

    @Override
    public void play(Scene scene, Reference reference) {
        // A leader that cannot renew its Lease in time starts anew.
        scene.plan(Scene.Exits.PLANNED);
        var link = scene.open("one");
        scene.lead(link);
        var length = length(scene.of().variant());
        var troubled = scene.troubled(reference.workload());
        for (var step : reference.workload().steps()) {
            if (!step.equals(troubled)) {
                scene.user().take(step);
                scene.user().settle(LIMIT);
                continue;
            }
            if (isUnheard(scene.of())) {
                cut(link);
                scene.user().take(step);
            } else {
                scene.user().take(step);
                // Somewhere in the middle of what the step leads to.
                Patience.pause(Duration.ofMillis(scene.random().nextInt(2_000)));
                cut(link);
            }
            Patience.pause(length);
            link.mend();
            scene.user().settle(LIMIT);
        }
    }

    // Whether users edit when the operator is cut off already, so that it learns all of it at once and late.
    private static boolean isUnheard(Case of) {
        return of.k() % 2 == 0;
    }

    private static void cut(Link link) {
        if (link.watches().live().isEmpty()) {
            throw new IllegalStateException("there was nothing to cut");
        }
        link.cut();
    }

    private static Duration length(String variant) {
        return Duration.parse("PT" + variant);
    }
}

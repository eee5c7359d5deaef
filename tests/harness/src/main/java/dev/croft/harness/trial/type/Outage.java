package dev.croft.harness.trial.type;

import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import java.time.Duration;
import java.util.List;

/** P-R6: the API server cannot be reached for 5 s, 60 s or 4 min while users go on elsewhere. */
public final class Outage implements Perturbation {

    private static final List<String> VARIANTS = List.of("5s", "60s", "4m");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    // By then a watch that is blind for 60 s must be known, however the two clocks stand to each other.
    private static final Duration KNOWN_BLIND = Duration.ofSeconds(80);

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.everywhere(name(), references, VARIANTS, 4, seed);
    }

    @Override
    public void play(Scene scene, Reference reference) {
        // A leader that cannot renew its Lease in time starts anew.
        scene.plan(Scene.Exits.PLANNED);
        var link = scene.open("one");
        var replica = scene.lead(link);
        var length = length(scene.of().variant());
        var troubled = scene.troubled(reference.workload());
        for (var step : reference.workload().steps()) {
            if (!step.equals(troubled)) {
                scene.user().take(step);
                scene.user().settle(LIMIT);
                continue;
            }
            scene.user().take(step);
            // Somewhere in the middle of what the step leads to.
            Patience.pause(Duration.ofMillis(scene.random().nextInt(2_000)));
            link.cut();
            long began = System.nanoTime();
            if (length.compareTo(KNOWN_BLIND) > 0) {
                Patience.pause(KNOWN_BLIND);
                if (replica.isReady()) {
                    throw new Finding(
                            "P-R6",
                            "the replica is ready after %d s without an API server".formatted(KNOWN_BLIND.toSeconds()));
                }
            }
            Patience.pause(length.minusNanos(System.nanoTime() - began));
            link.mend();
            scene.user().settle(LIMIT);
        }
    }

    private static Duration length(String variant) {
        return Duration.parse("PT" + variant);
    }
}

package dev.croft.harness.trial.type;

import dev.croft.harness.lane.Part;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Site;
import java.time.Duration;
import java.util.List;

/** P-R5, P-R6: with two replicas, etcd stands still, stutters or is slow, or the API server is killed. */
public final class Store implements Perturbation {

    private static final List<String> VARIANTS = List.of("still", "stutter", "slow", "killed");
    private static final int BEATS = 8;
    private static final Duration BEAT = Duration.ofMillis(1_500);
    private static final Duration BETWEEN_BEATS = Duration.ofMillis(500);
    private static final Duration CALM = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Site.Use use(Case of) {
        return Site.Use.ALONE;
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.everywhere(name(), references, VARIANTS, 2, seed);
    }

    // An API server that has just started knows no rights yet.
    @Override
    public boolean takesRights(Case of) {
        return of.variant().equals("killed");
    }

    @Override
    public void play(Scene scene, Reference reference) {
        scene.plan(Scene.Exits.PLANNED);
        scene.lead(scene.open("one"));
        scene.start("two", scene.open("two"));
        var lane = scene.site().lane();
        var troubled = scene.troubled(reference.workload());
        for (var step : reference.workload().steps()) {
            scene.user().take(step);
            if (!step.equals(troubled)) {
                scene.user().settle(CALM);
                continue;
            }
            Patience.pause(Duration.ofMillis(scene.random().nextInt(1_500)));
            switch (scene.of().variant()) {
                case "still" -> {
                    lane.freeze(Part.ETCD);
                    Patience.pause(Duration.ofSeconds(5 + scene.random().nextInt(25)));
                    lane.thaw(Part.ETCD);
                }
                case "stutter" -> lane.stutter(Part.ETCD, BEATS, BEAT, BETWEEN_BEATS);
                case "slow" ->
                    lane.slow(Part.ETCD, Duration.ofSeconds(15 + scene.random().nextInt(30)));
                case "killed" -> {
                    lane.kill(Part.API_SERVER);
                    Patience.pause(Duration.ofSeconds(scene.random().nextInt(10)));
                    lane.start(Part.API_SERVER);
                }
                default ->
                    throw new Misuse("Class store has no variant %s."
                            .formatted(scene.of().variant()));
            }
            scene.user().settle(LIMIT);
        }
    }
}

package dev.croft.harness.trial.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** P-R1, P-R14, P-R17: no trouble at all, users who edit faster than anything can be rolled out, or a log of everything. */
public final class Calm implements Perturbation {

    private static final String RAPID = "rapid";
    private static final String LOUD = "loud";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int EDITS = 20;
    private static final int SLOWEST_EDIT = 400;

    @Override
    public String name() {
        return "calm";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.everywhere(name(), references, List.of(Case.PLAIN, RAPID, LOUD), 3, seed);
    }

    // What was rolled out in between is remembered, or not.
    @Override
    public Comparison comparison(Case of, Reference reference) {
        return Comparison.LIVED_ON;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        scene.lead(scene.open("one"), scene.of().variant().equals(LOUD) ? Replica.Talk.EVERYTHING : Replica.Talk.USUAL);
        scene.user().walk(reference.workload(), LIMIT);
        if (scene.of().variant().equals(RAPID)) {
            var service = scene.user().wanted().entrySet().stream()
                    .filter(entry -> entry.getKey().kind() == Kind.SERVICE)
                    .map(Map.Entry<Key, ObjectNode>::getValue)
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < EDITS; i++) {
                var edited = service.deepCopy();
                edited.withObject("/spec").put("image", "example.com/rapid:" + i);
                scene.user().apply(edited);
                Patience.pause(Duration.ofMillis(scene.random().nextInt(SLOWEST_EDIT)));
            }
            scene.user().apply(service);
            scene.user().settle(LIMIT);
        }
    }
}

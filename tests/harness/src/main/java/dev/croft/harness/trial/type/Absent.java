package dev.croft.harness.trial.type;

import dev.croft.harness.proxy.Entry;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Site;
import java.time.Duration;
import java.util.List;

/** P-R4, P-R6: the operator starts before the definitions of the kinds that it serves, or they go away under it. */
public final class Absent implements Perturbation {

    private static final String LATE = "late";
    private static final String REMOVED = "removed";
    private static final int NOT_FOUND = 404;
    // Its start takes a while, and so does what it waits between two questions.
    private static final Duration ASKED = Duration.ofSeconds(90);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Override
    public String name() {
        return "absent";
    }

    @Override
    public Site.Use use(Case of) {
        return Site.Use.ALONE;
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.everywhere(name(), references, List.of(LATE, REMOVED), 4, seed);
    }

    // With their definition, custom resources go and are born again.
    @Override
    public Comparison comparison(Case of, Reference reference) {
        return Comparison.REWOUND;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        var lane = scene.site().lane();
        var absence = Duration.ofSeconds(5 + scene.random().nextInt(25));
        var link = scene.open("one");
        long mark;
        if (scene.of().variant().equals(LATE)) {
            lane.removeDefinitions();
            mark = scene.ledger().mark();
            scene.start("one", link);
        } else {
            scene.lead(link);
            scene.user().walk(reference.workload(), LIMIT);
            mark = scene.ledger().mark();
            lane.removeDefinitions();
        }
        missed(scene, mark);
        Patience.pause(absence);
        lane.installDefinitions();
        scene.site().recorder().lookAnew();
        scene.await(
                "P-R4",
                LIMIT,
                () -> scene.leads("one"),
                () -> "nobody leads %d s after the definitions came back".formatted(LIMIT.toSeconds()));
        if (scene.of().variant().equals(REMOVED)) {
            scene.user().applyAgain();
            scene.user().settle(LIMIT);
        } else {
            scene.user().walk(reference.workload(), LIMIT);
        }
    }

    // Before somebody has asked in vain, nothing is absent for anybody.
    private static void missed(Scene scene, long mark) {
        if (!Patience.reached(ASKED, () -> scene.ledger().since(mark).stream().anyMatch(Absent::isInVain))) {
            throw new IllegalStateException(
                    "the operator did not ask for its kinds within %d s".formatted(ASKED.toSeconds()));
        }
    }

    private static boolean isInVain(Entry entry) {
        return entry.call().group().equals("croft.dev") && entry.code() == NOT_FOUND;
    }
}

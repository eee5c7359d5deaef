package dev.croft.harness.trial.type;

import dev.croft.harness.proxy.Link;
import dev.croft.harness.proxy.Treatment;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * P-R6: after each step the API server is in a storm, and answers every second or third write badly or not at
 * all; or its answers come when they are overtaken by events.
 */
public final class Replies implements Perturbation {

    private static final String LATE = "late";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> VARIANTS =
            List.of("409", "410", "429", "500", "503", "504", "reset", "lost", "slow", "dark", LATE);
    private static final Duration SLOWLY = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int SLOWEST_STEP = 2_000;
    private static final int LATEST_REPLY = 4_000;

    @Override
    public String name() {
        return "replies";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.everywhere(name(), references, VARIANTS, 1, seed);
    }

    // Who does not wait for the end of a step sees less happen.
    @Override
    public Comparison comparison(Case of, Reference reference) {
        return of.variant().equals(LATE) ? Comparison.LIVED_ON : Comparison.EXACT;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        var link = scene.open("one");
        scene.lead(link);
        if (scene.of().variant().equals(LATE)) {
            overtaken(scene, link, reference);
            return;
        }
        int every = 2 + scene.random().nextInt(2);
        var writes = new AtomicInteger();
        for (var step : reference.workload().steps()) {
            var storm = Duration.ofSeconds(6 + scene.random().nextInt(8));
            link.rule(call ->
                    call.isWrite() && !call.isLease() && (isDark(scene) || writes.incrementAndGet() % every == 0)
                            ? trouble(scene.of())
                            : new Treatment.Forward());
            long mark = scene.ledger().mark();
            scene.user().take(step);
            Patience.pause(storm);
            link.rule(call -> new Treatment.Forward());
            Modesty.check(scene, mark, storm);
            scene.user().settle(LIMIT);
        }
        struck(scene);
    }

    // What has happened since is watched before the answer to a write comes.
    private static void overtaken(Scene scene, Link link, Reference reference) {
        link.rule(call -> call.isWrite() && !call.isLease()
                ? new Treatment.LateReply(
                        Duration.ofMillis(scene.random("/" + call.write()).nextInt(LATEST_REPLY)))
                : new Treatment.Forward());
        for (var step : reference.workload().steps()) {
            scene.user().take(step.unawaited());
            Patience.pause(Duration.ofMillis(scene.random().nextInt(SLOWEST_STEP)));
        }
        scene.user().settle(LIMIT);
        // A write whose answer is still to come counts for nothing yet, and would later look like one out of season.
        link.rule(call -> new Treatment.Forward());
        Patience.pause(Duration.ofMillis(LATEST_REPLY).plus(PAUSE));
        scene.user().settle(LIMIT);
        struck(scene);
    }

    // Where the operator wrote too little for that, nothing has been tried.
    private static void struck(Scene scene) {
        if (scene.writesSince(0).stream().allMatch(write -> write.treatment().isEmpty())) {
            throw new IllegalStateException("no write met any trouble");
        }
    }

    // No write at all gets through.
    private static boolean isDark(Scene scene) {
        return scene.of().variant().equals("dark");
    }

    private static Treatment trouble(Case of) {
        return switch (of.variant()) {
            case "dark" -> new Treatment.Answer(500, Optional.empty());
            case "reset" -> new Treatment.Reset();
            case "lost" -> new Treatment.LoseReply();
            case "slow" -> new Treatment.Delay(SLOWLY);
            case "429" -> new Treatment.Answer(429, Optional.of(PAUSE));
            default -> new Treatment.Answer(Integer.parseInt(of.variant()), Optional.empty());
        };
    }
}

package dev.croft.harness.trial.type;

import dev.croft.harness.proxy.Call;
import dev.croft.harness.proxy.Link;
import dev.croft.harness.proxy.Treatment;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** P-R6: one kind's watch is cut, half-open, held back, expired or refused while users go on. */
public final class Watches implements Perturbation {

    private static final List<String> VARIANTS = List.of("cut", "expired", "held", "half-open", "refused", "blind");
    private static final Duration REOPENED = Duration.ofSeconds(5);
    private static final Duration TROUBLE = Duration.ofSeconds(15);
    private static final Duration HALF_OPEN = Duration.ofSeconds(40);
    private static final Duration BLIND = Duration.ofSeconds(80);
    // A half-open watch is noticed by its silence alone.
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "watches";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        var kinds = watched();
        List<Case> cases = new ArrayList<>();
        for (int k = 1; k <= kinds.size(); k++) {
            var kind = kinds.get(k - 1);
            for (var variant : VARIANTS) {
                var of = new Case(name(), Case.PLAIN, k, variant, seed);
                Cases.aimed(of, references, reference -> isChanged(kind, reference))
                        .ifPresent(cases::add);
            }
        }
        return cases;
    }

    // A watch that has nothing to tell is not missed.
    private static boolean isChanged(Kind kind, Reference reference) {
        return !reference.stepsThat(use -> use.kinds().contains(kind)).isEmpty();
    }

    private static List<Kind> watched() {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
        kinds.remove(Kind.EVENT);
        return kinds;
    }

    @Override
    public Comparison comparison(Case of, Reference reference) {
        return Unseen.comparison(of, watched().get(of.k() - 1).plural());
    }

    @Override
    public void play(Scene scene, Reference reference) {
        var kind = watched().get(scene.of().k() - 1);
        Predicate<Call> hit =
                call -> call.group().equals(kind.group()) && call.resource().equals(kind.plural());
        var link = scene.open("one");
        var replica = scene.lead(link);
        var troubled = reference
                .stepThat(use -> use.kinds().contains(kind), scene.random())
                .orElseThrow(() -> new IllegalStateException("no step changes a " + kind.word()));
        for (var step : reference.workload().steps()) {
            if (step.equals(troubled)) {
                trouble(scene, link, replica, hit, takes(scene, step));
            } else {
                scene.user().take(step);
            }
            scene.user().settle(LIMIT);
        }
    }

    private static Runnable takes(Scene scene, Workload.Step step) {
        return () -> scene.user().take(step);
    }

    private static void trouble(Scene scene, Link link, Replica replica, Predicate<Call> hit, Runnable step) {
        var watches = link.watches();
        switch (scene.of().variant()) {
            case "cut" -> {
                step.run();
                struck(watches.cut(hit));
            }
            case "expired" -> {
                struck(watches.expire(hit));
                step.run();
                watches.expire(hit);
            }
            case "held" -> {
                mustBeOpen(watches, hit);
                watches.hold(hit);
                step.run();
                Patience.pause(TROUBLE);
                watches.release();
            }
            case "half-open" -> {
                mustBeOpen(watches, hit);
                watches.freeze(hit);
                step.run();
                Patience.pause(HALF_OPEN);
                watches.release();
            }
            case "refused" -> {
                link.rule(call -> isWatch(call) && hit.test(call)
                        ? new Treatment.Answer(503, Optional.empty())
                        : new Treatment.Forward());
                long mark = scene.ledger().mark();
                struck(watches.cut(hit));
                step.run();
                Patience.pause(TROUBLE);
                link.rule(call -> new Treatment.Forward());
                Modesty.check(scene, mark, TROUBLE);
            }
            case "blind" -> {
                link.rule(call -> isRead(call) && hit.test(call) ? new Treatment.Reset() : new Treatment.Forward());
                long mark = scene.ledger().mark();
                struck(watches.cut(hit));
                step.run();
                Patience.pause(BLIND);
                Modesty.check(scene, mark, BLIND);
                if (replica.isReady()) {
                    throw new Finding(
                            "P-R6",
                            "the replica is ready although one watch is blind for %d s".formatted(BLIND.toSeconds()));
                }
                link.rule(call -> new Treatment.Forward());
            }
            default ->
                throw new Misuse(
                        "Class watches has no variant %s.".formatted(scene.of().variant()));
        }
    }

    // One that is just being opened anew is troubled as well.
    private static void mustBeOpen(dev.croft.harness.proxy.Watches watches, Predicate<Call> hit) {
        if (!Patience.reached(REOPENED, () -> watches.live().stream().anyMatch(hit))) {
            struck(0);
        }
    }

    private static void struck(int watches) {
        if (watches == 0) {
            throw new IllegalStateException("there was no watch to trouble");
        }
    }

    private static boolean isWatch(Call call) {
        return call.verb().equals("watch");
    }

    private static boolean isRead(Call call) {
        return isWatch(call) || call.verb().equals("list");
    }
}

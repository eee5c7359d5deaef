package dev.croft.harness.trial.type;

import dev.croft.harness.proxy.Call;
import dev.croft.harness.proxy.Link;
import dev.croft.harness.proxy.Upstream;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Site;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * P-R5: what a replica lists and watches comes from an API server that lags behind, while its writes reach the store;
 * meanwhile users delete custom resources and make them again.
 */
public final class Stale implements Perturbation {

    private static final List<String> VARIANTS = List.of("all", "custom", "owned", "successor");
    private static final Duration CALM = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LAG = Duration.ofSeconds(3);
    private static final Duration BLINDLY = Duration.ofSeconds(12);
    private static final Duration NEW_LEADER = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "stale";
    }

    @Override
    public Site.Use use(Case of) {
        return Site.Use.ALONE;
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.everywhere(name(), references, VARIANTS, 3, seed);
    }

    @Override
    public Comparison comparison(Case of) {
        return Comparison.DESTROYED;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        scene.plan(Scene.Exits.PLANNED);
        var stale = scene.site().lane().stale();
        var lagging =
                new Upstream(URI.create(stale.server()), scene.site().lane().caCertificate());
        var first = scene.open("one");
        var leader = scene.lead(first);
        boolean succeeds = scene.of().variant().equals("successor");
        var second = succeeds ? scene.open("two") : first;
        if (succeeds) {
            scene.start("two", second);
        }
        var steps = reference.workload().steps();
        int troubled = scene.random().nextInt(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            if (i != troubled) {
                scene.user().take(steps.get(i));
                scene.user().settle(CALM);
                continue;
            }
            stale.freeze();
            var hit = hit(scene.of().variant());
            second.route(call -> hit.test(call) ? lagging : scene.site().upstream());
            second.watches().cut(hit);
            Patience.pause(LAG);
            bornAgain(scene);
            // What the step changes without an edit has just been born again itself, so that nothing can be expected of
            // it.
            scene.user().take(steps.get(i).unawaited());
            if (succeeds) {
                Patience.pause(LAG);
                leader.kill();
                scene.await(
                        "P-R5",
                        NEW_LEADER,
                        () -> scene.leader().equals("two"),
                        () -> "nobody took over within %d s".formatted(NEW_LEADER.toSeconds()));
            }
            Patience.pause(BLINDLY);
            stale.thaw();
            backToTheTruth(scene, second, hit);
            scene.user().settle(LIMIT);
        }
    }

    private static void backToTheTruth(Scene scene, Link link, Predicate<Call> hit) {
        Patience.pause(LAG);
        link.route(call -> scene.site().upstream());
        link.watches().cut(hit);
    }

    private static void bornAgain(Scene scene) {
        for (var entry : scene.user().wanted().entrySet()) {
            Key key = entry.getKey();
            if (key.kind() == Kind.SERVICE) {
                scene.user().delete(key);
                scene.await("O6", CALM, () -> scene.seen(key).isEmpty(), () -> "%s does not go".formatted(key));
                scene.user().apply(entry.getValue());
            }
        }
    }

    private static Predicate<Call> hit(String variant) {
        Predicate<Call> read =
                call -> call.verb().equals("watch") || call.verb().equals("list");
        return switch (variant) {
            case "all", "successor" -> read;
            case "custom" -> read.and(call -> call.group().equals("croft.dev"));
            case "owned" -> read.and(call -> !call.group().equals("croft.dev"));
            default -> throw new Misuse("Class stale has no variant %s.".formatted(variant));
        };
    }
}

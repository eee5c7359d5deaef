package dev.croft.harness.trial.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.proxy.Call;
import dev.croft.harness.proxy.Entry;
import dev.croft.harness.proxy.Link;
import dev.croft.harness.proxy.Upstream;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Site;
import dev.croft.harness.trial.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * P-R5: what a replica lists and watches comes from an API server that lags behind, while its writes reach the store;
 * meanwhile users delete custom resources and make them again.
 */
public final class Stale implements Perturbation {

    private static final String SUCCESSOR = "successor";
    private static final String OUTDATED = "outdated";
    private static final List<String> VARIANTS = List.of("all", "custom", "owned", SUCCESSOR, OUTDATED);
    private static final Duration CALM = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LAG = Duration.ofSeconds(3);
    private static final Duration BLINDLY = Duration.ofSeconds(12);
    // Watches end after 40 s and are opened anew, there where the past is.
    private static final int LONGER_BLINDLY = 40;
    private static final int FAILED = 300;
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
        return Cases.everywhere(name(), references, VARIANTS, 2, seed);
    }

    @Override
    public Comparison comparison(Case of, Reference reference) {
        return of.variant().equals(OUTDATED) ? Comparison.LIVED_ON : Comparison.BORN_AGAIN;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        scene.plan(Scene.Exits.PLANNED);
        var stale = scene.site().lane().stale();
        var lagging =
                new Upstream(URI.create(stale.server()), scene.site().lane().caCertificate());
        var hit = hit(scene.of().variant());
        var first = scene.open("one");
        var leader = scene.lead(first);
        boolean outdated = scene.of().variant().equals(OUTDATED);
        boolean succeeds = outdated || scene.of().variant().equals(SUCCESSOR);
        var second = succeeds ? scene.open("two") : first;
        var troubled = scene.troubled(reference.workload());
        for (var step : reference.workload().steps()) {
            boolean trouble = step.equals(troubled);
            boolean byItself = trouble && changesThePast(scene, step, outdated);
            if (!byItself) {
                scene.user().take(step);
                scene.user().settle(CALM);
            }
            if (!trouble) {
                continue;
            }
            var before = services(scene);
            if (before.isEmpty()) {
                throw new IllegalStateException("users want no Service yet, so nothing can become the past");
            }
            second.route(call -> hit.test(call) ? lagging : scene.site().upstream());
            if (!succeeds) {
                movesOver(scene, second, hit);
            }
            Kind.CUSTOM.forEach(kind -> stale.awaitAnswer(
                    client -> kind.in(client).inNamespace(scene.namespace()).list()));
            stale.freeze();
            try {
                if (outdated && byItself) {
                    scene.user().take(step);
                } else if (outdated) {
                    before.forEach(service -> scene.user().apply(released(service)));
                } else {
                    bornAgain(scene, before);
                }
                if (outdated) {
                    scene.user().settle(CALM);
                } else if (byItself) {
                    // What the step changes without an edit has just been born again itself, so that nothing can be
                    // expected of it.
                    scene.user().take(step.unawaited());
                }
                if (succeeds) {
                    takesOver(scene, leader, second);
                }
                Patience.pause(BLINDLY.plusSeconds(scene.random().nextInt(LONGER_BLINDLY)));
                if (outdated) {
                    overwroteNothing(scene);
                }
            } finally {
                stale.thaw();
            }
            backToTheTruth(scene, second, hit);
            if (outdated && !byItself) {
                before.forEach(scene.user()::apply);
            }
            scene.user().settle(LIMIT);
        }
    }

    /**
     * Whether a step makes a past of what users want before it: something they want already, and, where nothing is born
     * again, another edit. Otherwise the step is taken beforehand, and users do something else.
     */
    private static boolean changesThePast(Scene scene, Workload.Step step, boolean outdated) {
        return !services(scene).isEmpty() && (!outdated || step.editsCustomResources());
    }

    private static List<ObjectNode> services(Scene scene) {
        return scene.user().wanted().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == Kind.SERVICE)
                .map(Map.Entry::getValue)
                .filter(service -> service.at("/spec").has("image"))
                .toList();
    }

    private static ObjectNode released(ObjectNode service) {
        var released = service.deepCopy();
        released.withObject("/spec").put("image", "example.com/outdated:1");
        return released;
    }

    // All that the successor ever saw is the past.
    private static void takesOver(Scene scene, Replica leader, Link link) {
        scene.start("two", link);
        Patience.pause(LAG);
        leader.kill();
        scene.await(
                "P-R5",
                NEW_LEADER,
                () -> scene.leader().equals("two"),
                () -> "nobody took over within %d s".formatted(NEW_LEADER.toSeconds()));
        if (!Patience.reached(CALM, scene::seesAgain) || !sees(scene, Kind.CUSTOM)) {
            throw new IllegalStateException("the server that lags tells the successor nothing");
        }
    }

    private static boolean isOpened(Entry entry) {
        return entry.call().isWatch() && entry.code() > 0 && entry.code() < FAILED;
    }

    private static boolean sees(Scene scene, Set<Kind> kinds) {
        return scene.ledger().entries().stream()
                .filter(entry -> entry.call().replica().equals("two") && isOpened(entry))
                .flatMap(entry ->
                        Kind.requested(entry.call().group(), entry.call().resource()).stream())
                .collect(Collectors.toSet())
                .containsAll(kinds);
    }

    // All is as users want it, and the one who takes over knows only what they wanted before.
    private static void overwroteNothing(Scene scene) {
        scene.writesSince(0).stream()
                .map(Entry::call)
                .filter(call ->
                        call.replica().equals("two") && call.subresource().isEmpty())
                .findFirst()
                .ifPresent(call -> {
                    throw new Finding(
                            "P-R5",
                            "a leader that knows the past alone sent %s %s %s"
                                    .formatted(call.verb(), call.resource(), call.name()));
                });
    }

    // While that server still keeps up, so that it answers; from the freeze on, what it tells is the past.
    private static void movesOver(Scene scene, Link link, Predicate<Call> hit) {
        if (link.watches().cut(hit) == 0) {
            throw new IllegalStateException("there was no watch to move to the server that will lag");
        }
        Patience.pause(LAG);
        if (!Patience.reached(CALM, scene::seesAgain)) {
            throw new IllegalStateException("the replica does not watch the server that will lag");
        }
    }

    private static void backToTheTruth(Scene scene, Link link, Predicate<Call> hit) {
        Patience.pause(LAG);
        link.route(call -> scene.site().upstream());
        link.watches().cut(hit);
    }

    private static void bornAgain(Scene scene, List<ObjectNode> services) {
        for (var service : services) {
            var key = new Key(Kind.SERVICE, service.at("/metadata/name").asText());
            scene.user().delete(key);
            scene.await("O6", CALM, () -> scene.seen(key).isEmpty(), () -> "%s does not go".formatted(key));
            scene.user().apply(service);
        }
    }

    private static Predicate<Call> hit(String variant) {
        Predicate<Call> read =
                call -> call.verb().equals("watch") || call.verb().equals("list");
        return switch (variant) {
            case "all", SUCCESSOR -> read;
            case "custom", OUTDATED -> read.and(call -> call.group().equals("croft.dev"));
            case "owned" -> read.and(call -> !call.group().equals("croft.dev"));
            default -> throw new Misuse("Class stale has no variant %s.".formatted(variant));
        };
    }
}

package dev.croft.harness.trial.type;

import dev.croft.harness.proxy.Call;
import dev.croft.harness.proxy.Link;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Snapshot;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Right;
import dev.croft.harness.trial.Scene;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * P-R4: one verb on one kind is taken away from the operator in one namespace, in a moment when it needs it, and given
 * back. Where no step of any workload needs it, somebody's hand in the operator's objects makes it need it.
 */
public final class Rights implements Perturbation {

    /** At its end the operator has made an object of every kind, but of those that only other shapes have. */
    private static final String USUAL_KINDS = "web";

    private static final String OTHER_KINDS = "shapes";
    private static final Set<String> OF_OTHER_SHAPES = Set.of(
            "statefulsets", "cronjobs", "endpointslices", "horizontalpodautoscalers", "persistentvolumeclaims", "jobs");

    private static final int FORBIDDEN = 403;
    private static final Duration WITHOUT = Duration.ofSeconds(20);
    // What is refused is asked again every 60 s at the latest.
    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final Duration CALM = Duration.ofSeconds(60);
    // An API server hears of a change of rights by a watch.
    private static final Duration HEARD = Duration.ofMillis(500);
    private static final Duration LEASE_LOST = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "rights";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        List<Case> cases = new ArrayList<>();
        for (var right : references.rights()) {
            var workload = OF_OTHER_SHAPES.contains(right.resource()) ? OTHER_KINDS : USUAL_KINDS;
            var unneeded = new Case(name(), workload, 1, right.word(), seed);
            cases.add(Cases.aimed(unneeded, references, reference -> isNeeded(right, reference))
                    .orElse(unneeded));
        }
        return cases;
    }

    private static boolean isNeeded(Right right, Reference reference) {
        return !reference.stepsThat(use -> use.needs(right)).isEmpty();
    }

    @Override
    public boolean takesRights(Case of) {
        return true;
    }

    @Override
    public Comparison comparison(Case of, Reference reference) {
        boolean toSee = of.variant().startsWith("list-") || of.variant().startsWith("watch-");
        boolean needed = !reference
                .stepsThat(use ->
                        use.rights().stream().anyMatch(right -> right.word().equals(of.variant())))
                .isEmpty();
        // The run that somebody's hand makes is cleared away.
        boolean isOfRuns = of.variant().endsWith("-" + Kind.JOB.plural());
        return (toSee || needed) && !isOfRuns
                ? Unseen.comparison(of, of.variant().substring(of.variant().indexOf('-') + 1))
                : Comparison.DESTROYED;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        var installation = scene.installation();
        var taken = taken(scene);
        var link = scene.open("one");
        var replica = scene.lead(link);
        var steps = reference.workload().steps();
        if (taken.isOfLeases()) {
            scene.plan(Scene.Exits.PLANNED);
            steps.forEach(step -> {
                scene.user().take(step);
                scene.user().settle(CALM);
            });
            long mark = scene.ledger().mark();
            installation.grantLease(without(installation.leaseRules(), taken));
            Patience.pause(HEARD);
            loseTheLease(scene, replica);
            installation.grantLease(installation.leaseRules());
            refused(scene, taken, mark, call -> true);
            scene.user().settle(LIMIT);
            return;
        }
        var neighbour = scene.neighbour();
        var troubled =
                reference.stepThat(use -> use.needs(taken), scene.random()).orElse(null);
        for (var step : steps) {
            if (step.equals(troubled)) {
                without(scene, link, taken, () -> scene.user().take(step), neighbour::rolls);
            } else {
                scene.user().take(step);
            }
            scene.user().settle(LIMIT);
        }
        if (troubled == null) {
            without(scene, link, taken, () -> provoke(scene, taken), neighbour::rolls);
            scene.user().settle(LIMIT);
            scene.await(
                    "O1",
                    LIMIT,
                    () -> scene.present().keySet().stream().noneMatch(key -> key.kind() == Kind.JOB),
                    () -> "a run that cannot start is left in the way of those after it");
        }
    }

    private static Right taken(Scene scene) {
        var installation = scene.installation();
        var all = new ArrayList<>(Right.of(installation.rules()));
        all.addAll(Right.of(installation.leaseRules()));
        return all.stream()
                .filter(right -> right.word().equals(scene.of().variant()))
                .findFirst()
                .orElseThrow(() -> new Misuse(
                        "The operator has no right %s.".formatted(scene.of().variant())));
    }

    private static void without(Scene scene, Link link, Right taken, Runnable need, Runnable meanwhile) {
        var installation = scene.installation();
        long mark = scene.ledger().mark();
        installation.grant(scene.namespace(), without(installation.rules(), taken));
        Patience.pause(HEARD);
        // A watch that is open stays so; its next opening is refused, and so is the list where its place is lost.
        Predicate<Call> hit = call -> isAbout(call, taken) && call.namespace().equals(scene.namespace());
        if (taken.verb().equals("list")) {
            link.watches().expire(hit);
        } else {
            link.watches().cut(hit);
        }
        need.run();
        meanwhile.run();
        Patience.pause(WITHOUT);
        installation.grant(scene.namespace(), installation.rules());
        refused(scene, taken, mark, call -> call.namespace().equals(scene.namespace()));
    }

    // A trial in which nobody missed the right has shown nothing.
    private static void refused(Scene scene, Right taken, long mark, Predicate<Call> which) {
        if (scene.ledger().since(mark).stream()
                .filter(entry -> entry.code() == FORBIDDEN && which.test(entry.call()))
                .noneMatch(entry -> Right.of(entry.call()).equals(taken))) {
            throw new IllegalStateException("nobody needed the right to %s".formatted(taken));
        }
    }

    // All that ever happens to a Lease: it is renewed, it vanishes, its holder ends, and somebody wants it anew.
    private static void loseTheLease(Scene scene, Replica replica) {
        Patience.pause(LEASE_LOST);
        scene.admin().leases().inNamespace(scene.installation().system()).delete();
        Patience.pause(LEASE_LOST);
        replica.stop();
        replica.up();
        Patience.pause(LEASE_LOST);
    }

    private static void provoke(Scene scene, Right taken) {
        if (taken.resource().equals(Kind.JOB.plural())) {
            // Nothing falls due while trials run, so somebody's hand makes the run that has to go.
            Damage.strand(scene, owned(scene, key -> key.kind() == Kind.CRON_JOB));
            return;
        }
        switch (taken.verb()) {
            case "create" -> {
                if (taken.resource().equals("events")) {
                    pauseAndResume(scene);
                } else {
                    Damage.delete(scene, oneOf(scene, taken));
                }
            }
            case "patch" -> Damage.edit(scene, oneOf(scene, taken), 1);
            case "delete" -> Damage.copy(scene, oneOf(scene, taken));
            case "get" -> {
                if (Kind.CUSTOM.contains(kind(taken))) {
                    // Before what vanished is made again, its owner is looked at.
                    Damage.delete(scene, ownedBy(scene, kind(taken)));
                } else {
                    // What cannot be made since it is there is looked at.
                    Damage.unlabel(scene, oneOf(scene, taken));
                }
            }
            default -> throw new IllegalStateException("nothing is known that needs the right to " + taken);
        }
    }

    // The operator tells of it by an Event, each time.
    private static void pauseAndResume(Scene scene) {
        var service = scene.user().wanted().keySet().stream()
                .filter(key -> key.kind() == Kind.SERVICE)
                .findFirst()
                .orElseThrow();
        for (var value : List.of("\"true\"", "null")) {
            Damage.patch(scene, service, "{\"metadata\":{\"annotations\":{\"croft.dev/paused\":%s}}}".formatted(value));
            Patience.pause(Duration.ofSeconds(2));
        }
    }

    private static Kind kind(Right right) {
        return Kind.requested(right.group(), right.resource()).orElseThrow();
    }

    private static Key oneOf(Scene scene, Right right) {
        return owned(scene, key -> key.kind() == kind(right));
    }

    private static Key ownedBy(Scene scene, Kind owner) {
        return owned(
                scene,
                key -> scene.seen(key)
                        .filter(object -> object.at("/metadata/ownerReferences/0/kind")
                                .asText()
                                .equals(owner.word()))
                        .isPresent());
    }

    private static Key owned(Scene scene, Predicate<Key> which) {
        var kept = scene.present().entrySet().stream()
                .filter(entry -> Kind.KEPT.contains(entry.getKey().kind()) && Snapshot.isManaged(entry.getValue()))
                .map(Map.Entry::getKey);
        return Stream.concat(scene.ofLivingOwners().stream(), kept)
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is nothing of the operator's to lay hands on"));
    }

    private static boolean isAbout(Call call, Right right) {
        return call.group().equals(right.group()) && call.resource().equals(right.resource());
    }

    private static List<PolicyRule> without(List<PolicyRule> rules, Right taken) {
        List<PolicyRule> left = new ArrayList<>();
        for (var rule : rules) {
            for (var right : Right.of(List.of(rule))) {
                if (!right.equals(taken)) {
                    left.add(new PolicyRuleBuilder()
                            .withApiGroups(right.group())
                            .withResources(right.resource())
                            .withResourceNames(rule.getResourceNames())
                            .withVerbs(right.verb())
                            .build());
                }
            }
        }
        return left;
    }
}

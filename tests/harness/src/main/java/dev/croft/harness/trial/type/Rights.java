package dev.croft.harness.trial.type;

import dev.croft.harness.proxy.Call;
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

/** P-R4: one verb on one kind is taken away from the operator in one namespace, and given back. */
public final class Rights implements Perturbation {

    private static final Duration WITHOUT = Duration.ofSeconds(20);
    // What is refused is asked again every 60 s at the latest.
    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final Duration CALM = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "rights";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        var variants = Right.of(references.rules()).stream().map(Right::word).toList();
        return Cases.inTurn(name(), references, variants, 1, seed);
    }

    @Override
    public boolean takesRights(Case of) {
        return true;
    }

    @Override
    public Comparison comparison(Case of) {
        return Unseen.comparison(of, of.variant().substring(of.variant().indexOf('-') + 1));
    }

    @Override
    public void play(Scene scene, Reference reference) {
        var installation = scene.installation();
        var taken = Right.of(installation.rules()).stream()
                .filter(right -> right.word().equals(scene.of().variant()))
                .findFirst()
                .orElseThrow(() -> new Misuse(
                        "The operator has no right %s.".formatted(scene.of().variant())));
        var link = scene.open("one");
        scene.lead(link);
        var neighbour = scene.neighbour();
        var steps = reference.workload().steps();
        int troubled = scene.random().nextInt(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            if (i != troubled) {
                scene.user().take(steps.get(i));
                scene.user().settle(CALM);
                continue;
            }
            installation.grant(scene.namespace(), without(installation.rules(), taken));
            // A watch that is open stays so; its next opening is refused.
            link.watches().cut(call -> isAbout(call, taken) && call.namespace().equals(scene.namespace()));
            scene.user().take(steps.get(i));
            neighbour.rolls();
            Patience.pause(WITHOUT);
            installation.grant(scene.namespace(), installation.rules());
            scene.user().settle(LIMIT);
        }
    }

    private static boolean isAbout(Call call, Right right) {
        return call.group().equals(right.group()) && call.resource().equals(right.resource());
    }

    private static List<PolicyRule> without(List<PolicyRule> rules, Right taken) {
        List<PolicyRule> left = new ArrayList<>();
        for (var right : Right.of(rules)) {
            if (!right.equals(taken)) {
                left.add(new PolicyRuleBuilder()
                        .withApiGroups(right.group())
                        .withResources(right.resource())
                        .withVerbs(right.verb())
                        .build());
            }
        }
        return left;
    }
}

package dev.croft.harness.trial.type;

import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists the trials of a class; changes with how classes are spread over workloads. */
final class Cases {

    private Cases() {}

    /** Every variant with every workload, so many times each. */
    static List<Case> everywhere(String type, References references, List<String> variants, int times, long seed) {
        List<Case> cases = new ArrayList<>();
        for (int k = 1; k <= times; k++) {
            for (var variant : variants) {
                for (var reference : references.all()) {
                    cases.add(new Case(type, reference.workload().name(), k, variant, seed));
                }
            }
        }
        return cases;
    }

    /**
     * A trial with the first workload of which something is so, in an order of all workloads that luck chooses: what is so of
     * them differs a little from run to run.
     *
     * @param of the trial but for its workload
     */
    static Optional<Case> aimed(Case of, References references, Predicate<Reference> qualifies) {
        var order = new ArrayList<>(references.all());
        Collections.shuffle(order, of.luck());
        return order.stream()
                .filter(qualifies)
                .findFirst()
                .map(reference -> new Case(of.type(), reference.workload().name(), of.k(), of.variant(), of.seed()));
    }

    /** Every variant so many times, each time with the next workload. */
    static List<Case> inTurn(String type, References references, List<String> variants, int times, long seed) {
        List<Case> cases = new ArrayList<>();
        var workloads = references.all();
        for (int k = 1; k <= times; k++) {
            for (var variant : variants) {
                var workload = workloads.get((cases.size() + k) % workloads.size());
                cases.add(new Case(type, workload.workload().name(), k, variant, seed));
            }
        }
        return cases;
    }
}

package dev.croft.harness.trial.type;

import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.References;
import java.util.ArrayList;
import java.util.List;

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

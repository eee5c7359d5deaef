package dev.croft.harness.trial.type;

import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Perturbation.Comparison;
import dev.croft.harness.trial.Whole;

/** What can be compared where the operator did not see one kind for a while; changes with what it then never learns. */
final class Unseen {

    private Unseen() {}

    /** @param plural the kind that was out of sight; empty where all were, and came back at once */
    static Comparison comparison(Case of, String plural) {
        // Its sources are optional, and one that comes to light late is a release of its own.
        if (of.workload().equals(Whole.NAME)) {
            return Comparison.LIVED_ON;
        }
        // Pods that are gone before anybody saw them cannot be asked for their digest any more.
        return plural.equals(Kind.POD.plural()) ? Comparison.UNDIGESTED : Comparison.EXACT;
    }
}

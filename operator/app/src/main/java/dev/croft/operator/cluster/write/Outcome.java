package dev.croft.operator.cluster.write;

import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What came of one object of a plan. */
sealed interface Outcome {

    record Same() implements Outcome {}

    record Changed(Optional<Problem> but) implements Outcome {}

    record Waiting(Hold hold) implements Outcome {}

    record Refused(Problem problem) implements Outcome {}

    /** The same, with the object named in what it tells. */
    default Outcome about(ObjectKey object) {
        return switch (this) {
            case Same same -> same;
            case Changed(var but) -> new Changed(but.map(problem -> problem.about(object)));
            case Waiting(var hold) -> new Waiting(hold.about(object));
            case Refused(var problem) -> new Refused(problem.about(object));
        };
    }

    /** What all of them come to. */
    static Applied summary(List<Outcome> outcomes, Set<ObjectKey> unreached) {
        List<Hold> holds = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int changed = 0;
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Same() -> {
                    // Nothing to tell.
                }
                case Changed(var but) -> {
                    changed++;
                    but.ifPresent(problems::add);
                }
                case Waiting(var hold) -> holds.add(hold);
                case Refused(var problem) -> problems.add(problem);
            }
        }
        return new Applied(List.copyOf(holds), List.copyOf(problems), Set.copyOf(unreached), changed);
    }
}

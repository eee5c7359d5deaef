package dev.croft.operator.cluster.write;

import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Problem;
import java.util.Optional;

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
}

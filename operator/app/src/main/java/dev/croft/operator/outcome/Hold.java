package dev.croft.operator.outcome;

import dev.croft.operator.naming.ObjectKey;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that is awaited: it names its object, and after {@code patience} a person is asked to act.
 *
 * @param reason the word for the condition
 * @param message what is awaited and what to do if it never comes
 * @param patience how long waiting is normal
 * @param about the object of the plan that cannot be written yet, if it is one
 */
public record Hold(Reason reason, String message, Duration patience, Optional<ObjectKey> about) {

    /** Long enough for a Secret, a Project or a pod that somebody is just creating. */
    public static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);

    public Hold(Reason reason, String message, Duration patience) {
        this(reason, message, patience, Optional.empty());
    }

    public static Hold of(Reason reason, String message) {
        return new Hold(reason, message, USUAL_PATIENCE);
    }

    public Hold about(ObjectKey object) {
        return new Hold(reason, message, patience, Optional.of(object));
    }
}

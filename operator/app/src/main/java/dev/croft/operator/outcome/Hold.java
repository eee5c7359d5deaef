package dev.croft.operator.outcome;

import java.time.Duration;

/**
 * Something that is awaited: it names its object, and after {@code patience} a person is asked to act.
 *
 * @param reason the word for the condition
 * @param message what is awaited and what to do if it never comes
 * @param patience how long waiting is normal
 */
public record Hold(Reason reason, String message, Duration patience) {

    /** Long enough for a Secret, a Project or a pod that somebody is just creating. */
    public static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);

    public static Hold of(Reason reason, String message) {
        return new Hold(reason, message, USUAL_PATIENCE);
    }
}

package dev.croft.operator.outcome;

import dev.croft.operator.naming.ObjectKey;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that only a person can put right.
 *
 * @param reason the word for the condition
 * @param message what is wrong, why, and the next step; never a value of a Secret
 * @param lookAgain when the cure cannot be seen as an event (a quota, a foreign object), how soon to look again
 * @param about the object of the plan that is as it should not be, if it is one
 */
public record Problem(Reason reason, String message, Optional<Duration> lookAgain, Optional<ObjectKey> about) {

    private static final Duration OUT_OF_SIGHT = Duration.ofSeconds(60);

    public Problem(Reason reason, String message, Optional<Duration> lookAgain) {
        this(reason, message, lookAgain, Optional.empty());
    }

    /** A problem whose cure arrives as an event: an edit, or a watched object. */
    public static Problem of(Reason reason, String message) {
        return new Problem(reason, message, Optional.empty());
    }

    /** A problem whose cure happens where Croft does not watch. */
    public static Problem outOfSight(Reason reason, String message) {
        return new Problem(reason, message, Optional.of(OUT_OF_SIGHT));
    }

    public Problem about(ObjectKey object) {
        return new Problem(reason, message, lookAgain, Optional.of(object));
    }
}

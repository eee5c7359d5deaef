package dev.croft.operator.outcome;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that only a person can put right.
 *
 * @param reason the word for the condition
 * @param message what is wrong, why, and the next step; never a value of a Secret
 * @param lookAgain when the cure cannot be seen as an event (a quota, a foreign object), how soon to look again
 */
public record Problem(Reason reason, String message, Optional<Duration> lookAgain) {

    private static final Duration OUT_OF_SIGHT = Duration.ofSeconds(60);

    /** A problem whose cure arrives as an event: an edit, or a watched object. */
    public static Problem of(Reason reason, String message) {
        return new Problem(reason, message, Optional.empty());
    }

    /** A problem whose cure happens where Croft does not watch. */
    public static Problem outOfSight(Reason reason, String message) {
        return new Problem(reason, message, Optional.of(OUT_OF_SIGHT));
    }
}

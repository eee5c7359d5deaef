package dev.croft.operator.outcome;

import java.time.Duration;
import java.util.Optional;

/**
 * What a pass means for the user.
 *
 * @param status the whole status as it should stand
 * @param nextLook when to look again if no event comes first; only where time itself is the cause
 */
public record Verdict<S>(S status, Optional<Duration> nextLook) {}

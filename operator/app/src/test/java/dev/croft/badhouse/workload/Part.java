package dev.croft.badhouse.workload;

import dev.croft.badhouse.naming.Backwards;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/** A part that asks its surroundings. */
public record Part(Backwards word, Clock clock, Random random) {

    Instant now() {
        return Instant.now();
    }

    long nanos() {
        return System.nanoTime();
    }
}

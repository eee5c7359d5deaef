package dev.croft.harness.trial;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for conditions without failing; changes with how often they are looked at. */
public final class Patience {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private Patience() {}

    /** Whether the condition came true within the limit. */
    public static boolean reached(Duration limit, BooleanSupplier done) {
        long until = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            pause(BETWEEN_LOOKS);
        }
        return true;
    }

    /** Waits for that long. */
    public static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run is being broken off", e);
        }
    }
}

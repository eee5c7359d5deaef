package dev.croft.harness.lane;

import java.time.Duration;

/** What holds back the bytes of a link, for all its connections alike; changes with the link's faults. */
final class Gate {

    private Duration delay = Duration.ZERO;
    private boolean frozen;

    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
    }

    void delay(Duration delay) {
        this.delay = delay;
    }

    boolean isFrozen() {
        return frozen;
    }

    /** When bytes that arrive now may go on, by the clock of {@link System#nanoTime()}. */
    long due() {
        return System.nanoTime() + delay.toNanos();
    }
}

package dev.croft.operator.sample;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A monotonic clock that a test moves by hand. */
public final class HandClock implements LongSupplier {

    // Close to the end of the range: sums that overflow must not matter, as the real clock's origin is arbitrary.
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    public void advance(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}

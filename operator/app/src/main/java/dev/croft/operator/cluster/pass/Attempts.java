package dev.croft.operator.cluster.pass;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Counts how often in a row each resource's pass failed, and says how long to wait: 1 s doubling to 30 s, without end.
 *
 * <p>Events bring about passes besides, and in trouble many. One that fails before its time counts for nothing and moves
 * nothing: seven of them within two seconds would else make a minute's wait out of a moment's trouble.
 */
final class Attempts {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    // Whatever an outage left undone must be done within a minute of its end, and that takes some time as well.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 5;

    private final LongSupplier nanoTime;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    /** @param nanoTime a clock that only goes forward, in nanoseconds */
    Attempts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Failures in a row.
     *
     * @param count how many of them count
     * @param due when to try again, on the clock
     */
    private record Failures(int count, long due) {}

    /** Notes a failure, and returns how many in a row count with it; 0 if it came before its time. */
    int failed(String uid) {
        long now = nanoTime.getAsLong();
        var counted = new AtomicInteger();
        failures.compute(uid, (same, before) -> {
            if (before != null && before.due() - now > 0) {
                return before;
            }
            counted.set(before == null ? 1 : before.count() + 1);
            return after(counted.get(), now);
        });
        return counted.get();
    }

    /** How long to wait after a failure that was noted. */
    Duration untilDue(String uid) {
        var known = failures.get(uid);
        return known == null ? Duration.ZERO : Duration.ofNanos(known.due() - nanoTime.getAsLong());
    }

    void succeeded(String uid) {
        failures.remove(uid);
    }

    static Duration waitAfter(int failures) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static Failures after(int count, long now) {
        return new Failures(count, now + waitAfter(count).toNanos());
    }
}

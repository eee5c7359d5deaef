package dev.croft.operator.cluster.pass;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often in a row each resource's pass failed, and says how long to wait: 1 s doubling to 60 s, without end. */
final class Attempts {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int DOUBLINGS = 6;

    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** Counts one more failure, and returns how many there are by now. */
    int failed(String uid) {
        return failures.merge(uid, 1, Integer::sum);
    }

    void succeeded(String uid) {
        failures.remove(uid);
    }

    static Duration waitAfter(int failures) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}

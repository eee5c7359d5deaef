package dev.croft.operator.cluster.write;

import dev.croft.operator.naming.ObjectKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Notices that somebody keeps undoing Croft's repairs of one object, and then slows them to one a second. */
final class Fights {

    private static final int USUAL_REPAIRS = 3;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration PACE = Duration.ofSeconds(1);

    enum Round {
        /** An ordinary repair. */
        FAIR,
        /** Too many of them, but this one is due. */
        CONTESTED,
        /** Too many of them, and the last one was less than a second ago. */
        WAIT
    }

    private final LongSupplier nanoTime;
    private final Map<ObjectKey, Deque<Long>> repairs = new ConcurrentHashMap<>();

    Fights(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Asks for one more repair, and counts it unless the answer is {@link Round#WAIT}. */
    Round repair(ObjectKey object) {
        long now = nanoTime.getAsLong();
        repairs.values().removeIf(times -> isOver(times, now));
        var times = repairs.computeIfAbsent(object, key -> new ArrayDeque<>());
        synchronized (times) {
            forgetOld(times, now);
            boolean contested = times.size() >= USUAL_REPAIRS;
            if (contested && now - times.getLast() < PACE.toNanos()) {
                return Round.WAIT;
            }
            times.addLast(now);
            return contested ? Round.CONTESTED : Round.FAIR;
        }
    }

    private static boolean isOver(Deque<Long> times, long now) {
        synchronized (times) {
            forgetOld(times, now);
            return times.isEmpty();
        }
    }

    private static void forgetOld(Deque<Long> times, long now) {
        while (!times.isEmpty() && now - times.getFirst() > WINDOW.toNanos()) {
            times.removeFirst();
        }
    }
}

package dev.croft.operator.cluster.write;

import dev.croft.operator.naming.ObjectKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;

/**
 * Notices that somebody keeps undoing Croft's repairs of one object, and then slows them to one a second.
 *
 * <p>What an object says of itself is no proof, since the other side may delete it or write its annotations anew. So it
 * is remembered for a minute what this process gave it.
 */
final class Fights {

    private static final int USUAL_REPAIRS = 3;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration PACE = Duration.ofSeconds(1);

    enum Round {
        /** An ordinary repair, or none. */
        FAIR,
        /** Too many of them, but this one is due. */
        CONTESTED,
        /** Too many of them, and the last one was less than a second ago. */
        WAIT
    }

    private static final class Past {
        private final Deque<Long> repairs = new ArrayDeque<>();
        private String given = "";
        private boolean remade;
        private long touched;
    }

    private final LongSupplier nanoTime;
    // Longest untouched first, so that forgetting costs nothing while there is nothing to forget.
    private final SequencedMap<ObjectKey, Past> pasts = new LinkedHashMap<>();

    Fights(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Asks for one more repair, and counts it unless the answer is {@link Round#WAIT}. */
    synchronized Round repair(ObjectKey object) {
        long now = nanoTime.getAsLong();
        var repairs = touch(object, now).repairs;
        forgetOld(repairs, now);
        boolean contested = repairs.size() >= USUAL_REPAIRS;
        if (contested && now - repairs.getLast() < PACE.toNanos()) {
            return Round.WAIT;
        }
        repairs.addLast(now);
        return contested ? Round.CONTESTED : Round.FAIR;
    }

    /** The repair that was counted last did not come about. */
    synchronized void takeBack(ObjectKey object) {
        var past = pasts.get(object);
        if (past != null) {
            past.repairs.pollLast();
        }
    }

    /** Whether an object was given this very thing within the last minute, so that to give it again is a repair. */
    synchronized boolean wasGiven(ObjectKey object, String fingerprint) {
        forgetUntouched(nanoTime.getAsLong());
        var past = pasts.get(object);
        return past != null && past.given.equals(fingerprint);
    }

    /** Notes what an object was given by a write that succeeded. */
    synchronized void gave(ObjectKey object, String fingerprint) {
        touch(object, nanoTime.getAsLong()).given = fingerprint;
    }

    /** Notes that an object was deleted to be made anew. */
    synchronized void remade(ObjectKey object) {
        touch(object, nanoTime.getAsLong()).remade = true;
    }

    /** Whether within the last minute an object was deleted by Croft itself, to be made anew. */
    synchronized boolean wasRemade(ObjectKey object) {
        forgetUntouched(nanoTime.getAsLong());
        var past = pasts.get(object);
        return past != null && past.remade;
    }

    /** Forgets an object that was not to exist any more: if it is wanted once more, that is no repair. */
    synchronized void forget(ObjectKey object) {
        pasts.remove(object);
    }

    private Past touch(ObjectKey object, long now) {
        forgetUntouched(now);
        var known = pasts.get(object);
        var past = known == null ? new Past() : known;
        past.touched = now;
        pasts.putLast(object, past);
        return past;
    }

    private void forgetUntouched(long now) {
        while (!pasts.isEmpty() && now - pasts.firstEntry().getValue().touched > WINDOW.toNanos()) {
            pasts.pollFirstEntry();
        }
    }

    private static void forgetOld(Deque<Long> times, long now) {
        while (!times.isEmpty() && now - times.getFirst() > WINDOW.toNanos()) {
            times.removeFirst();
        }
    }
}

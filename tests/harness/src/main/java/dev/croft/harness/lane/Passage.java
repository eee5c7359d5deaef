package dev.croft.harness.lane;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * One direction of one connection: what is read goes on in order, once it is due and the gate is open; changes when links hold
 * back bytes in another way.
 */
final class Passage {

    private record Parcel(long due, Buffer bytes) {}

    private final Vertx vertx;
    private final Gate gate;
    private final NetSocket from;
    private final NetSocket to;
    private final Deque<Parcel> parcels = new ArrayDeque<>();
    private boolean waiting;

    Passage(Vertx vertx, Gate gate, NetSocket from, NetSocket to) {
        this.vertx = vertx;
        this.gate = gate;
        this.from = from;
        this.to = to;
        from.handler(this::take);
        // A reset is passed on by closing the other end, and is no news.
        from.exceptionHandler(ignored -> from.close());
        to.drainHandler(ignored -> look());
    }

    /** Looks at the gate again, and acts on what it finds. */
    void look() {
        if (gate.isFrozen()) {
            from.pause();
            return;
        }
        handOn();
        if (to.writeQueueFull()) {
            from.pause();
        } else {
            from.resume();
        }
    }

    private void take(Buffer bytes) {
        parcels.add(new Parcel(gate.due(), bytes));
        look();
    }

    private void handOn() {
        while (!parcels.isEmpty() && parcels.element().due() <= System.nanoTime()) {
            to.write(parcels.remove().bytes());
        }
        if (!parcels.isEmpty() && !waiting) {
            waiting = true;
            var left = TimeUnit.NANOSECONDS.toMillis(parcels.element().due() - System.nanoTime());
            vertx.setTimer(Math.max(1, left), ignored -> {
                waiting = false;
                look();
            });
        }
    }
}

package dev.croft.harness.replica;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The ports on which the replicas of a run answer for themselves. A replica binds its own seconds after it got it, so no
 * port comes from where the system takes one for every connection (from 32768), and none comes twice until all had their
 * turn. Changes with what else listens on this machine.
 */
final class Ports {

    // Above those of a local Kind cluster, and below those of control planes: tests/cluster/lib.
    private static final int FIRST = 10_000;
    private static final int COUNT = 10_000;
    // Runs of several checkouts may start at the same time.
    private static final Ports OF_THIS_RUN =
            new Ports(FIRST, COUNT, Math.floorMod(ProcessHandle.current().pid() * 97, COUNT));

    private final int first;
    private final int count;
    private final AtomicInteger turn;

    /** Ports in a row, of which the one at that place is the first to be handed out. */
    Ports(int first, int count, int place) {
        this.first = first;
        this.count = count;
        this.turn = new AtomicInteger(place);
    }

    /** The next port of this run. */
    static int next() {
        return OF_THIS_RUN.take();
    }

    /** The next port that nobody listens on. */
    int take() {
        for (int tried = 0; tried < count; tried++) {
            int port = first + Math.floorMod(turn.getAndIncrement(), count);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from %d to %d is free".formatted(first, first + count - 1));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

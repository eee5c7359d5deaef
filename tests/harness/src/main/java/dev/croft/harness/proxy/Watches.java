package dev.croft.harness.proxy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The open watches of a link, WebSockets and long GETs alike; changes with the ways in which a watch can fail.
 *
 * <p>The last of several faults counts. A watch leaves when its client closes it; when the server does, too, unless it
 * is held or frozen.
 */
public final class Watches {

    private final Set<OpenWatch> open = new LinkedHashSet<>();
    private final List<Predicate<Call>> held = new ArrayList<>();
    private final List<Predicate<Call>> frozen = new ArrayList<>();

    Watches() {}

    /** Closes their connections, without a word; returns how many. */
    public synchronized int cut(Predicate<Call> which) {
        return end(matching(which), OpenWatch::abort);
    }

    /** Ends them as the server does when their place in history is gone; frozen ones do not hear it. */
    public synchronized int expire(Predicate<Call> which) {
        var hearing = matching(which);
        hearing.removeIf(OpenWatch::frozen);
        return end(hearing, OpenWatch::expire);
    }

    /**
     * Half-open from now on, also those opened until {@link #release()}: no byte passes in either direction, what the
     * server sends is lost, and its end is not passed on.
     */
    public synchronized void freeze(Predicate<Call> which) {
        frozen.add(which);
        matching(which).forEach(OpenWatch::freeze);
    }

    /** Events are kept from now on, also of watches opened until {@link #release()}, which delivers them in order. */
    public synchronized void hold(Predicate<Call> which) {
        held.add(which);
        matching(which).forEach(OpenWatch::hold);
    }

    /** Ends both faults, except that a watch once frozen stays silent for good. */
    public synchronized void release() {
        held.clear();
        frozen.clear();
        // A copy: delivering the end of a watch removes it.
        List.copyOf(open).forEach(OpenWatch::release);
    }

    public synchronized List<Call> open() {
        return open.stream().map(OpenWatch::call).toList();
    }

    /** Those that are not half-open. */
    public synchronized List<Call> live() {
        return open.stream()
                .filter(watch -> !watch.frozen())
                .map(OpenWatch::call)
                .toList();
    }

    synchronized void opened(OpenWatch watch) {
        open.add(watch);
        if (held.stream().anyMatch(which -> which.test(watch.call()))) {
            watch.hold();
        }
        if (frozen.stream().anyMatch(which -> which.test(watch.call()))) {
            watch.freeze();
        }
    }

    synchronized void received(OpenWatch watch, Buffer bytes) {
        if (open.contains(watch)) {
            watch.received(bytes);
        }
    }

    synchronized void serverEnded(OpenWatch watch) {
        if (open.contains(watch)) {
            watch.serverEnded(() -> open.remove(watch));
        }
    }

    synchronized void serverBroke(OpenWatch watch) {
        if (open.contains(watch)) {
            watch.serverBroke(() -> open.remove(watch));
        }
    }

    synchronized void clientGone(OpenWatch watch) {
        if (open.remove(watch)) {
            watch.leaveServer();
        }
    }

    /** Whether what the client sends goes on to the server. */
    synchronized boolean hears(OpenWatch watch) {
        return open.contains(watch) && !watch.frozen();
    }

    private List<OpenWatch> matching(Predicate<Call> which) {
        return new ArrayList<>(
                open.stream().filter(watch -> which.test(watch.call())).toList());
    }

    private int end(List<OpenWatch> ending, Consumer<OpenWatch> how) {
        // First out of the list: the close that follows must find nothing left to do.
        ending.forEach(open::remove);
        ending.forEach(how);
        return ending.size();
    }
}

package dev.croft.harness.proxy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One open watch between its client and the server; changes with what can be done to an open watch. Guarded by its
 * {@link Watches}.
 */
final class OpenWatch {

    private enum Flow {
        PASSING,
        HELD,
        FROZEN
    }

    /** What can be done to a connection of the client, whatever its kind. */
    record Client(Consumer<Buffer> write, Runnable end, Runnable abort) {}

    private final Call call;
    private final Framing framing;
    private final Client client;
    private final Runnable leaveServer;
    private final Deque<Runnable> kept = new ArrayDeque<>();
    private Flow flow = Flow.PASSING;
    private Buffer incomplete = Buffer.buffer();

    OpenWatch(Call call, Framing framing, Client client, Runnable leaveServer) {
        this.call = call;
        this.framing = framing;
        this.client = client;
        this.leaveServer = leaveServer;
    }

    Call call() {
        return call;
    }

    void received(Buffer bytes) {
        if (flow == Flow.FROZEN) {
            return;
        }
        // Only whole events go on, so that one of ours can always come next.
        var all = incomplete.length() == 0 ? bytes : incomplete.appendBuffer(bytes);
        int done = 0;
        for (int end = framing.end(all, 0); end != Framing.NONE; end = framing.end(all, end)) {
            done = end;
        }
        incomplete = all.getBuffer(done, all.length());
        if (done > 0) {
            var events = all.getBuffer(0, done);
            deliver(() -> client.write().accept(events));
        }
    }

    void serverEnded(Runnable leave) {
        deliver(() -> {
            leave.run();
            client.end().run();
        });
    }

    void serverBroke(Runnable leave) {
        deliver(() -> {
            leave.run();
            client.abort().run();
        });
    }

    private void deliver(Runnable step) {
        switch (flow) {
            case PASSING -> step.run();
            case HELD -> kept.add(step);
            case FROZEN -> {}
        }
    }

    void hold() {
        if (flow == Flow.PASSING) {
            flow = Flow.HELD;
        }
    }

    void release() {
        if (flow == Flow.HELD) {
            flow = Flow.PASSING;
            kept.forEach(Runnable::run);
            kept.clear();
        }
    }

    void freeze() {
        flow = Flow.FROZEN;
        kept.clear();
    }

    boolean frozen() {
        return flow == Flow.FROZEN;
    }

    void expire() {
        client.write().accept(framing.last(Status.expiredEvent()));
        client.end().run();
        leaveServer.run();
    }

    void abort() {
        client.abort().run();
        leaveServer.run();
    }

    void leaveServer() {
        leaveServer.run();
    }
}

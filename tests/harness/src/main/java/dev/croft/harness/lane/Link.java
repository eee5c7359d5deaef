package dev.croft.harness.lane;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Passes on what two ends of TCP connections send each other, until it is told to hold it back; changes when trials need another
 * fault between an API server and its store.
 */
final class Link implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final String host;
    private final int target;
    private final Vertx vertx;
    private final NetClient client;
    private final NetServer server;
    private final Gate gate = new Gate();
    private final Set<Passage> passages = new HashSet<>();

    private Link(String host, int target) {
        this.host = host;
        this.target = target;
        // All connections live on one thread, and so does all that they share.
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(this::join);
    }

    static Link to(String host, int target) {
        var link = new Link(host, target);
        link.server
                .listen(0, LOOPBACK)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return link;
    }

    /** Where to connect instead of the target, on loopback. */
    int port() {
        return server.actualPort();
    }

    void freeze() {
        onItsThread(gate::freeze);
    }

    void thaw() {
        onItsThread(gate::thaw);
    }

    void delay(Duration delay) {
        onItsThread(() -> gate.delay(delay));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void join(NetSocket near) {
        near.pause();
        var connecting = client.connect(target, host);
        near.closeHandler(ignored -> connecting.onSuccess(NetSocket::close));
        connecting.onFailure(ignored -> near.close()).onSuccess(far -> {
            var there = new Passage(vertx, gate, near, far);
            var back = new Passage(vertx, gate, far, near);
            passages.addAll(Set.of(there, back));
            far.closeHandler(ignored -> {
                passages.removeAll(Set.of(there, back));
                near.close();
            });
            there.look();
            back.look();
        });
    }

    private void onItsThread(Runnable change) {
        CompletableFuture.runAsync(
                        () -> {
                            change.run();
                            passages.forEach(Passage::look);
                        },
                        task -> vertx.runOnContext(ignored -> task.run()))
                .join();
    }
}

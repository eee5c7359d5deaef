package dev.croft.harness.proxy;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;

/**
 * Carries the bytes of a WebSocket once both handshakes agree; changes with how an upgraded connection is carried.
 *
 * <p>Bytes rather than the messages of a WebSocket library: that would answer pings and closes by itself, which is what
 * a frozen connection must not do.
 */
final class Tunnel {

    private final Watches watches;
    private final Call call;

    Tunnel(Watches watches, Call call) {
        this.watches = watches;
        this.call = call;
    }

    /** Enters the call when the server's side stands, before the client can know. */
    void open(HttpServerRequest request, HttpClientResponse reply, Runnable enter) {
        enter.run();
        var connection = reply.request().connection();
        var server = reply.netSocket();
        server.pause();
        var out = request.response();
        if (out.closed()) {
            connection.close();
            return;
        }
        out.headers().addAll(reply.headers());
        request.toNetSocket()
                .onSuccess(client -> {
                    var side = new OpenWatch.Client(client::write, client::close, client::close);
                    var watch = new OpenWatch(call, Framing.FRAMES, side, connection::close);
                    watches.opened(watch);
                    server.handler(bytes -> watches.received(watch, bytes));
                    server.closeHandler(closed -> watches.serverEnded(watch));
                    client.handler(bytes -> {
                        if (watches.hears(watch)) {
                            server.write(bytes);
                        }
                    });
                    client.closeHandler(gone -> watches.clientGone(watch));
                    server.resume();
                })
                .onFailure(gone -> connection.close());
    }
}

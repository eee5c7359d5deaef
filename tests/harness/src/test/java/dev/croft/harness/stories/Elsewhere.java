package dev.croft.harness.stories;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Something that runs outside of the cluster, on this very machine; changes with how pods reach the outside. */
final class Elsewhere implements AutoCloseable {

    // One of those that are kept for documents: the system says from which address of its own it would go there.
    private static final String FAR_AWAY = "203.0.113.1";

    private final HttpServer server;

    private Elsewhere(HttpServer server) {
        this.server = server;
    }

    static Elsewhere answering(String text) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(address(), 0), 0);
        server.createContext("/", exchange -> {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return new Elsewhere(server);
    }

    private static InetAddress address() throws IOException {
        try (var socket = new DatagramSocket()) {
            // Sends nothing.
            socket.connect(InetAddress.getByName(FAR_AWAY), 9);
            return socket.getLocalAddress();
        }
    }

    String host() {
        return server.getAddress().getAddress().getHostAddress();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

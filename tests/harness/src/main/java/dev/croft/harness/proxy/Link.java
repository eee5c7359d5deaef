package dev.croft.harness.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One replica's way to the API server, at a port of its own; changes with what can happen to a way as a whole.
 *
 * <p>Threads of the proxy itself must not cut, mend or close; rules and acts may, as they run on threads of their own.
 */
public final class Link implements AutoCloseable {

    private final Vertx vertx;
    private final String replica;
    private final Function<Upstream, HttpClient> clients;
    private final Ledger ledger;
    private final Socket port;
    private final Watches watches = new Watches();
    private final AtomicInteger writes = new AtomicInteger();
    private volatile Rule rule = Rule.FORWARD;
    private volatile Function<Call, Upstream> route;
    private @Nullable HttpServer server;

    private Link(
            Vertx vertx,
            String replica,
            Upstream upstream,
            Function<Upstream, HttpClient> clients,
            Ledger ledger,
            Socket port) {
        this.vertx = vertx;
        this.replica = replica;
        this.route = call -> upstream;
        this.clients = clients;
        this.ledger = ledger;
        this.port = port;
    }

    static Link open(
            Vertx vertx, String replica, Upstream upstream, Function<Upstream, HttpClient> clients, Ledger ledger) {
        var link = new Link(vertx, replica, upstream, clients, ledger, reserved());
        link.mend();
        return link;
    }

    // Bound, but never listening: while the link is cut, connections are refused and nobody else gets the port.
    private static Socket reserved() {
        var socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("no port of 127.0.0.1 is free for a link; close other programs", e);
        }
    }

    /** What the replica takes for the API server. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port.getLocalPort());
    }

    /** Replaces the rule, which at first is to forward everything. */
    public void rule(Rule replacement) {
        rule = replacement;
    }

    /** Replaces the choice of the server, which at first is always the same; it must not block. */
    public void route(Function<Call, Upstream> choose) {
        route = choose;
    }

    public Watches watches() {
        return watches;
    }

    /** Begins an outage: every connection of the replica is closed, new ones are refused. */
    public synchronized void cut() {
        if (server != null) {
            await(server.close(), "close the link at " + address());
            server = null;
        }
        // The server forgot those connections when they became more than HTTP.
        watches.cut(call -> true);
    }

    /** Ends the outage, at the same address. */
    public synchronized void mend() {
        if (server == null) {
            var options = new HttpServerOptions()
                    .setHost("127.0.0.1")
                    .setPort(port.getLocalPort())
                    .setReuseAddress(true)
                    .setHandle100ContinueAutomatically(true)
                    // The defaults are for browsers; selectors and tokens make longer ones.
                    .setMaxInitialLineLength(65_536)
                    .setMaxHeaderSize(65_536);
            server = await(
                    vertx.createHttpServer(options)
                            .requestHandler(this::requested)
                            .listen(),
                    "listen at " + address());
        }
    }

    @Override
    public synchronized void close() {
        cut();
        try {
            port.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the port of %s cannot be given back".formatted(address()), e);
        }
    }

    private void requested(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var line = RequestLine.read(request.method().name(), request.path(), request::getParam);
            new Exchange(vertx, request, body, call(line), this).treat(rule);
        });
    }

    private Call call(RequestLine line) {
        var read = new Call(
                replica,
                ledger.nextSequence(),
                System.nanoTime(),
                line.verb(),
                line.group(),
                line.version(),
                line.resource(),
                line.subresource(),
                line.namespace(),
                line.name(),
                0);
        return line.mutates() && !read.isLease() ? read.asWrite(writes.incrementAndGet()) : read;
    }

    void enter(Entry entry) {
        ledger.append(entry);
    }

    Upstream upstream(Call call) {
        return route.apply(call);
    }

    HttpClient client(Upstream upstream) {
        return clients.apply(upstream);
    }

    private static <T> T await(Future<T> future, String what) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the proxy cannot " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the proxy was to " + what, e);
        }
    }
}

package dev.croft.harness.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One call on its way: treated as the rule says, sent to the server, entered into the ledger, answered; changes with
 * what a treatment does.
 *
 * <p>Lives on the thread of its connection, apart from rules and acts.
 */
final class Exchange {

    // They are about one connection, and there are two. The body is sent as one piece, so its length is set anew.
    private static final Set<String> PER_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "expect");
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Buffer body;
    private final Call call;
    private final Link link;
    private String treatment = "";

    Exchange(Vertx vertx, HttpServerRequest request, Buffer body, Call call, Link link) {
        this.vertx = vertx;
        this.request = request;
        this.body = body;
        this.call = call;
        this.link = link;
    }

    void treat(Rule rule) {
        if (rule.equals(Rule.FORWARD)) {
            forward(new Treatment.Forward());
            return;
        }
        var here = vertx.getOrCreateContext();
        Thread.startVirtualThread(() -> {
            try {
                var decided = rule.treat(call);
                here.runOnContext(back -> apply(decided));
            } catch (RuntimeException | Error e) {
                here.runOnContext(back -> close(unanswered(Forwarded.NO).failed(e)));
            }
        });
    }

    private void apply(Treatment decided) {
        treatment = decided.label();
        switch (decided) {
            case Treatment.Forward forward -> forward(forward);
            case Treatment.LoseReply lose -> forward(lose);
            case Treatment.After after -> forward(after);
            case Treatment.LateReply late -> forward(late);
            case Treatment.Delay delay -> vertx.setTimer(Math.max(1, delay.by().toMillis()), id -> forward(delay));
            case Treatment.Hold hold -> hold(hold);
            case Treatment.Answer answer -> answer(answer);
            case Treatment.Reset reset -> close(unanswered(Forwarded.NO));
            case Treatment.Before before -> run(before.act(), unanswered(Forwarded.NO));
        }
    }

    private void hold(Treatment.Hold hold) {
        var here = vertx.getOrCreateContext();
        hold.until()
                .whenComplete((value, failure) -> here.runOnContext(back -> {
                    if (failure == null) {
                        forward(hold);
                    } else {
                        close(unanswered(Forwarded.NO));
                    }
                }));
    }

    private void answer(Treatment.Answer answer) {
        var made = Status.body(answer.code(), answer.retryAfter());
        link.enter(Entry.local(call, treatment, body, Forwarded.NO, answer.code(), made.length()));
        var out = request.response();
        if (!out.closed()) {
            out.setStatusCode(answer.code()).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
            answer.retryAfter().ifPresent(after -> out.putHeader("Retry-After", String.valueOf(after.toSeconds())));
            out.end(made);
        }
    }

    private void forward(Treatment as) {
        try {
            var upstream = link.upstream(call);
            var options = new RequestOptions()
                    .setSsl(upstream.encrypted())
                    .setHost(upstream.server().getHost())
                    .setPort(upstream.port())
                    .setMethod(request.method())
                    .setURI(request.uri())
                    .setHeaders(headersForServer());
            link.client(upstream)
                    .request(options)
                    .onSuccess(out -> send(out, as))
                    .onFailure(unreachable -> close(unanswered(Forwarded.NO)));
        } catch (RuntimeException e) {
            close(unanswered(Forwarded.NO).failed(e));
        }
    }

    private MultiMap headersForServer() {
        var headers = HttpHeaders.headers().addAll(request.headers());
        PER_CONNECTION.forEach(headers::remove);
        if (isUpgrade()) {
            headers.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                    .set(HttpHeaders.UPGRADE, request.getHeader(HttpHeaders.UPGRADE));
        }
        return headers;
    }

    private boolean isUpgrade() {
        return request.headers().contains(HttpHeaders.UPGRADE);
    }

    private void send(HttpClientRequest out, Treatment as) {
        var answered = isUpgrade() ? out.connect() : body.length() == 0 ? out.send() : out.send(body);
        answered.onSuccess(reply -> replied(reply, as)).onFailure(lost -> close(unanswered(Forwarded.YES)));
    }

    private void replied(HttpClientResponse reply, Treatment as) {
        switch (as) {
            case Treatment.LoseReply lose -> lose(reply, () -> {});
            case Treatment.After after -> lose(reply, after.act());
            case Treatment.LateReply late
            when !isWatch(reply) -> {
                reply.pause();
                vertx.setTimer(Math.max(1, late.by().toMillis()), id -> {
                    relay(reply);
                    reply.resume();
                });
            }
            default -> {
                if (reply.statusCode() == SWITCHING_PROTOCOLS) {
                    new Tunnel(link.watches(), call).open(request, reply, () -> link.enter(opened(reply)));
                } else if (isOpenWatch(reply)) {
                    stream(reply);
                } else {
                    relay(reply);
                }
            }
        }
    }

    private void lose(HttpClientResponse reply, Runnable act) {
        if (isWatch(reply)) {
            var entry = opened(reply);
            reply.request().connection().close();
            run(act, entry);
            return;
        }
        reply.body().onComplete(whole -> {
            var bytes = whole.succeeded() ? whole.result() : Buffer.buffer();
            run(act, answered(reply, bytes.length(), bytes));
        });
    }

    private void relay(HttpClientResponse reply) {
        var out = request.response();
        var size = new AtomicLong();
        var object = Buffer.buffer();
        if (!out.closed()) {
            head(reply, out);
            // Without its client the rest is still read: the ledger wants to know how it ended.
            out.closeHandler(gone -> reply.resume());
        }
        // One piece stays back: the last one tells the client that it has all, so the entry comes before it.
        var last = new AtomicReference<>(Buffer.buffer());
        reply.handler(bytes -> {
            size.addAndGet(bytes.length());
            if (call.showsAnObject()) {
                object.appendBuffer(bytes);
            }
            var previous = last.getAndSet(bytes);
            if (!out.closed() && previous.length() > 0) {
                out.write(previous);
                if (out.writeQueueFull()) {
                    reply.pause();
                    out.drainHandler(ready -> reply.resume());
                }
            }
        });
        reply.exceptionHandler(broken -> close(answered(reply, size.get(), object)));
        reply.endHandler(end -> {
            link.enter(answered(reply, size.get(), object));
            if (!out.closed()) {
                out.end(last.get());
            }
        });
    }

    private void stream(HttpClientResponse reply) {
        link.enter(opened(reply));
        var server = reply.request().connection();
        var out = request.response();
        if (out.closed()) {
            server.close();
            return;
        }
        head(reply, out);
        // Nothing of it, but the head goes out: the first event may be long in coming.
        out.write(Buffer.buffer());
        var client = new OpenWatch.Client(
                out::write, out::end, () -> request.connection().close());
        var watch = new OpenWatch(call, Framing.LINES, client, server::close);
        var watches = link.watches();
        watches.opened(watch);
        out.closeHandler(gone -> watches.clientGone(watch));
        reply.handler(bytes -> watches.received(watch, bytes));
        reply.exceptionHandler(broken -> watches.serverBroke(watch));
        reply.endHandler(end -> watches.serverEnded(watch));
    }

    private static void head(HttpClientResponse reply, HttpServerResponse out) {
        out.setStatusCode(reply.statusCode()).headers().addAll(reply.headers());
        PER_CONNECTION.forEach(out.headers()::remove);
        boolean hasBody = reply.statusCode() != NO_CONTENT && reply.statusCode() != NOT_MODIFIED;
        if (hasBody && !out.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            out.setChunked(true);
        }
    }

    private boolean isWatch(HttpClientResponse reply) {
        return reply.statusCode() == SWITCHING_PROTOCOLS || isOpenWatch(reply);
    }

    private boolean isOpenWatch(HttpClientResponse reply) {
        return call.isWatch() && reply.statusCode() == OK;
    }

    private void run(Runnable act, Entry entry) {
        var here = vertx.getOrCreateContext();
        Thread.startVirtualThread(() -> {
            var done = entry;
            try {
                act.run();
            } catch (RuntimeException | Error e) {
                done = entry.failed(e);
            }
            var last = done;
            here.runOnContext(back -> close(last));
        });
    }

    private void close(Entry entry) {
        link.enter(entry);
        request.connection().close();
    }

    private Entry unanswered(Forwarded forwarded) {
        return Entry.local(call, treatment, body, forwarded, 0, 0);
    }

    private Entry opened(HttpClientResponse reply) {
        return answered(reply, 0, Buffer.buffer());
    }

    private Entry answered(HttpClientResponse reply, long size, Buffer object) {
        return Entry.answered(call, treatment, body, reply, size, object);
    }
}

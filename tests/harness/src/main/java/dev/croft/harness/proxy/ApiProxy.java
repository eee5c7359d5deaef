package dev.croft.harness.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The links of some replicas to API servers, written down in one ledger; changes with what its links share.
 *
 * <p>All proxies of a JVM run on the same few threads, so one for each trial costs little.
 */
public final class ApiProxy implements AutoCloseable {

    private final Ledger ledger;
    private final Map<Upstream, HttpClient> clients = new ConcurrentHashMap<>();
    private final List<Link> links = new ArrayList<>();

    private volatile boolean closed;

    private ApiProxy(Ledger ledger) {
        this.ledger = ledger;
    }

    public static ApiProxy start(Ledger ledger) {
        return new ApiProxy(ledger);
    }

    /** A new way for this replica, at an address of its own. */
    public synchronized Link link(String replica, Upstream upstream) {
        var link = Link.open(SharedVertx.INSTANCE, replica, upstream, this::client, ledger);
        links.add(link);
        return link;
    }

    private HttpClient client(Upstream upstream) {
        if (closed) {
            throw new IllegalStateException("the proxy is closed, and so is the way to " + upstream.server());
        }
        return clients.computeIfAbsent(upstream, ApiProxy::connect);
    }

    private static HttpClient connect(Upstream upstream) {
        var options = new HttpClientOptions()
                .setSsl(upstream.encrypted())
                // Each open watch takes one for good.
                .setMaxPoolSize(10_000)
                // Well below the API server's 90 s: a request must not meet a connection that is just being closed.
                .setKeepAliveTimeout(30)
                .setDecompressionSupported(false);
        if (upstream.encrypted()) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(upstream.caCertificate())));
        }
        return SharedVertx.INSTANCE.createHttpClient(options);
    }

    /** Closes every link, and what still runs to the servers. */
    @Override
    public synchronized void close() {
        links.forEach(Link::close);
        links.clear();
        closed = true;
        clients.values().forEach(HttpClient::close);
        clients.clear();
    }

    private static final class SharedVertx {

        // Two threads carry twenty replicas; as daemons they never keep a finished run alive.
        private static final Vertx INSTANCE = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }
}

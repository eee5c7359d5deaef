package dev.croft.operator.cluster.watch;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * How Croft lists and watches, for every informer of the process.
 *
 * <p>The server is asked to end each watch after 40 s. A watch that shows nothing for longer is therefore broken, not
 * quiet: the client closes it by its read timeout and {@link Freshness} tells. Reopening costs the API server one
 * cheap request and no list.
 *
 * <p>A watch that could not be opened may have met a store that was put back to an older state. Opened at a version of
 * the future it would show nothing until that version comes again, and look healthy all the time. So it is opened at a
 * version that the server has surely forgotten, which makes the client list anew.
 *
 * <p>Secrets and ConfigMaps are listed and watched as metadata alone: their content never lies in this process, and
 * their number costs little.
 */
public final class WatchPolicy implements Interceptor {

    /** After this long without a byte a connection is dead. Longer than {@link #WATCH_LIFETIME}. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(50);

    static final Duration WATCH_LIFETIME = Duration.ofSeconds(40);

    private static final Pattern COLLECTION =
            Pattern.compile("^/(?:api/v1|apis/(?<group>[^/]+)/[^/]+)(?:/namespaces/[^/]+)?/(?<plural>[a-z]+)$");
    private static final Pattern TIMEOUT = Pattern.compile("timeoutSeconds=[0-9]+");
    private static final String METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private static final String METADATA_WATCH = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    private static final Pattern VERSION = Pattern.compile("(?<=[?&]resourceVersion=)[0-9]+");
    private static final String FORGOTTEN = "1";

    private final Freshness freshness;
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();

    public WatchPolicy(Freshness freshness) {
        this.freshness = freshness;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!"GET".equals(request.method())) {
            return;
        }
        collection(request.uri()).ifPresent(plural -> {
            boolean watch = isWatch(request.uri());
            if (watch) {
                builder.uri(doubtful(withLifetime(request.uri())));
            }
            if ("secrets".equals(plural) || "configmaps".equals(plural)) {
                builder.setHeader("Accept", watch ? METADATA_WATCH : METADATA_LIST);
            }
        });
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (!"GET".equals(request.method())) {
            return;
        }
        collection(request.uri()).ifPresent(collection -> {
            if (response.isSuccessful() || response.code() == 101) {
                freshness.heard(collection);
                if (!isWatch(request.uri())) {
                    doubted.remove(request.uri().getPath());
                }
            } else {
                doubt(request);
            }
        });
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        doubt(request);
    }

    private void doubt(HttpRequest request) {
        if ("GET".equals(request.method()) && isWatch(request.uri())) {
            doubted.add(request.uri().getPath());
        }
    }

    private URI doubtful(URI uri) {
        return doubted.contains(uri.getPath())
                ? URI.create(VERSION.matcher(uri.toString()).replaceFirst(FORGOTTEN))
                : uri;
    }

    private static boolean isWatch(URI uri) {
        return Optional.ofNullable(uri.getQuery()).orElse("").contains("watch=true");
    }

    private static Optional<String> collection(URI uri) {
        var match = COLLECTION.matcher(uri.getPath());
        if (!match.matches()) {
            return Optional.empty();
        }
        var group = match.group("group");
        return Optional.of(match.group("plural") + (group == null ? "" : "." + group));
    }

    private static URI withLifetime(URI uri) {
        var text = uri.toString();
        var lifetime = "timeoutSeconds=" + WATCH_LIFETIME.toSeconds();
        var timeout = TIMEOUT.matcher(text);
        return URI.create(timeout.find() ? timeout.replaceFirst(lifetime) : text + "&" + lifetime);
    }
}

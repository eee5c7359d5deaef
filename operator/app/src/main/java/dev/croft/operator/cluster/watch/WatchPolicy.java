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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * How Croft lists and watches, for every informer of the process.
 *
 * <p>The server is asked to end each watch after 40 s. A watch that shows nothing for longer is therefore broken, not
 * quiet: the client closes it by its read timeout and {@link Freshness} tells. Reopening costs the API server one
 * cheap request and no list.
 *
 * <p>A watch that could not be opened, or did not end when it should, may next meet a store that was put back to an
 * older state. Opened at a version of the future it would show nothing until that version comes again, and look healthy
 * all the time. So it is opened at a version that the server has surely forgotten, which makes the client list anew.
 *
 * <p>Secrets and ConfigMaps are listed and watched as metadata alone: their content never lies in this process, and
 * their number costs little.
 */
public final class WatchPolicy implements Interceptor {

    /** After this long without a byte a connection is dead. Longer than {@link #WATCH_LIFETIME}. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(50);

    static final Duration WATCH_LIFETIME = Duration.ofSeconds(40);

    // From one opening to the next, where nothing but the server's clock ended the watch.
    private static final Duration EARLIEST = WATCH_LIFETIME.minusSeconds(2);
    private static final Duration LATEST = READ_TIMEOUT.minusSeconds(2);

    private static final Pattern COLLECTION = Pattern.compile(
            "^/(?:api/v1|apis/(?<group>[^/]+)/[^/]+)(?:/namespaces/(?<namespace>[^/]+))?/(?<plural>[a-z]+)$");
    private static final Pattern TIMEOUT = Pattern.compile("timeoutSeconds=[0-9]+");
    private static final String METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private static final String METADATA_WATCH = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    private static final Pattern VERSION = Pattern.compile("(?<=[?&]resourceVersion=)[0-9]+");
    private static final String FORGOTTEN = "1";

    private final Freshness freshness;
    private final SyncedVersions synced;
    private final LongSupplier nanoTime;
    private final Map<String, Long> opened = new ConcurrentHashMap<>();
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();

    /** @param nanoTime a monotonic clock */
    public WatchPolicy(Freshness freshness, SyncedVersions synced, LongSupplier nanoTime) {
        this.freshness = freshness;
        this.synced = synced;
        this.nanoTime = nanoTime;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!"GET".equals(request.method())) {
            return;
        }
        collection(request.uri()).map(Freshness.Collection::resource).ifPresent(plural -> {
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
                var path = request.uri().getPath();
                if (isWatch(request.uri())) {
                    freshness.watched(collection);
                    // A client asks for what comes after the last that it was told.
                    version(request.uri()).ifPresent(version -> synced.opened(collection, version));
                    opened.put(path, nanoTime.getAsLong());
                } else {
                    freshness.heard(collection);
                    synced.listed(collection);
                    doubted.remove(path);
                    opened.remove(path);
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
        var path = uri.getPath();
        return doubted.contains(path) || endedOutOfTime(path)
                ? URI.create(VERSION.matcher(uri.toString()).replaceFirst(FORGOTTEN))
                : uri;
    }

    private boolean endedOutOfTime(String path) {
        var since = opened.get(path);
        if (since == null) {
            return false;
        }
        var age = Duration.ofNanos(nanoTime.getAsLong() - since);
        return age.compareTo(EARLIEST) < 0 || age.compareTo(LATEST) > 0;
    }

    private static OptionalLong version(URI uri) {
        var version = VERSION.matcher(uri.toString());
        return version.find() ? OptionalLong.of(Long.parseUnsignedLong(version.group())) : OptionalLong.empty();
    }

    private static boolean isWatch(URI uri) {
        return Optional.ofNullable(uri.getQuery()).orElse("").contains("watch=true");
    }

    private static Optional<Freshness.Collection> collection(URI uri) {
        var match = COLLECTION.matcher(uri.getPath());
        if (!match.matches()) {
            return Optional.empty();
        }
        var group = match.group("group");
        var namespace = match.group("namespace");
        return Optional.of(new Freshness.Collection(
                match.group("plural") + (group == null ? "" : "." + group), namespace == null ? "" : namespace));
    }

    private static URI withLifetime(URI uri) {
        var text = uri.toString();
        var lifetime = "timeoutSeconds=" + WATCH_LIFETIME.toSeconds();
        var timeout = TIMEOUT.matcher(text);
        return URI.create(timeout.find() ? timeout.replaceFirst(lifetime) : text + "&" + lifetime);
    }
}

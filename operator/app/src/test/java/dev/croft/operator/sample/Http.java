package dev.croft.operator.sample;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Requests and answers as an interceptor of the client meets them. */
public final class Http {

    public static final AsyncBody.Consumer<List<ByteBuffer>> UNREAD = (bytes, body) -> {};

    public static final Interceptor.RequestTags NO_TAGS = new Interceptor.RequestTags() {
        @Override
        public <T> T getTag(Class<T> type) {
            return null;
        }
    };

    private Http() {}

    public static HttpRequest request(String method, String uri) {
        return new Request(method, uri);
    }

    public static HttpResponse<Void> answer(int code) {
        return new Answer(code, Map.of());
    }

    public static HttpResponse<Void> answer(int code, String header, String value) {
        return new Answer(code, Map.of(header, List.of(value)));
    }

    /** What an interceptor changed on a request. */
    public static final class Sent implements BasicBuilder {

        private String uri = "";
        private final Map<String, String> headers = new HashMap<>();

        public String uri() {
            return uri;
        }

        public Map<String, String> headers() {
            return headers;
        }

        public boolean isUntouched() {
            return uri.isEmpty() && headers.isEmpty();
        }

        @Override
        public BasicBuilder uri(URI changed) {
            uri = changed.toString();
            return this;
        }

        @Override
        public BasicBuilder header(String name, String value) {
            return setHeader(name, value);
        }

        @Override
        public BasicBuilder setHeader(String name, String value) {
            headers.put(name, value);
            return this;
        }
    }

    private record Request(UUID id, String method, URI uri) implements HttpRequest {

        Request(String method, String uri) {
            this(UUID.nameUUIDFromBytes(new byte[0]), method, URI.create(uri));
        }

        @Override
        public String bodyString() {
            return "";
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public Map<String, List<String>> headers() {
            return Map.of();
        }
    }

    private record Answer(int code, Map<String, List<String>> headers) implements HttpResponse<Void> {

        @Override
        public Void body() {
            return null;
        }

        @Override
        public HttpRequest request() {
            throw new UnsupportedOperationException("An interceptor gets the request beside the answer");
        }

        @Override
        public Optional<HttpResponse<?>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public List<String> headers(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }
}

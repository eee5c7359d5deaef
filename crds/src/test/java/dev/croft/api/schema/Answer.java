package dev.croft.api.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.testing.Sandbox;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;

/**
 * What the API server said to one plain request, headers included; changes when tests look at more of it.
 *
 * <p>The typed client is no help here: it hides warnings, and could not even send most of what must be refused.
 */
record Answer(int code, List<String> warnings, JsonNode body) {

    /** The server adds it to every refusal by type or size, whatever the cause. */
    private static final String NOT_ALL_CHECKED = "some validation rules were not checked";

    private static final String NAMESPACED = "apis/croft.dev/v1alpha1/namespaces/%s/%s";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 30;

    static Answer toPost(Sandbox sandbox, String plural, String yaml) {
        return send(sandbox, "POST", NAMESPACED.formatted(sandbox.namespace(), plural), "application/yaml", yaml);
    }

    static Answer toApply(Sandbox sandbox, String plural, String name, String yaml) {
        var path = NAMESPACED.formatted(sandbox.namespace(), plural) + "/" + name + "?fieldManager=tests";
        return send(sandbox, "PATCH", path, "application/apply-patch+yaml", yaml);
    }

    static Answer toMerge(Sandbox sandbox, String plural, String nameAndSubresource, String json) {
        var path = NAMESPACED.formatted(sandbox.namespace(), plural) + "/" + nameAndSubresource;
        return send(sandbox, "PATCH", path, "application/merge-patch+json", json);
    }

    private static Answer send(Sandbox sandbox, String method, String path, String contentType, String body) {
        var http = sandbox.client().getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(URI.create(sandbox.client().getMasterUrl() + path))
                .method(method, contentType, body)
                .build();
        try {
            var response = http.sendAsync(request, String.class).get(SECONDS, TimeUnit.SECONDS);
            return new Answer(response.code(), response.headers("Warning"), JSON.readTree(response.body()));
        } catch (ExecutionException | TimeoutException | JsonProcessingException e) {
            throw new IllegalStateException("%s %s got no answer".formatted(method, path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    /** Each cause of a refusal as {@code field: message}. */
    List<String> causes() {
        return StreamSupport.stream(body.at("/details/causes").spliterator(), false)
                .filter(cause -> !cause.path("message").asText().contains(NOT_ALL_CHECKED))
                .map(cause -> cause.path("field").asText() + ": "
                        + cause.path("message").asText())
                // The object as a whole has no name to be called by.
                .map(cause -> cause.replaceFirst("^(<nil>)?: ", ""))
                .toList();
    }
}

package dev.croft.harness.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.schema.Edit.Step;
import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One stored object, and what the API server would say to changes of it; changes with how edits are sent. */
final class DryRun {

    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final String ONLY_ASK = "?dryRun=All&fieldValidation=Strict";
    private static final int SECONDS = 30;
    private static final int REFUSED = 400;

    private final Sandbox sandbox;
    private final String collection;
    private ObjectNode stored;

    /** What the server said. */
    record Answer(int code, String body) {

        boolean isAccepted() {
            return code < REFUSED;
        }

        Refusal refusal() {
            return Refusal.of(JSON.unmarshal(body, Status.class));
        }
    }

    DryRun(Sandbox sandbox, ObjectNode base) {
        this.sandbox = sandbox;
        this.collection = "apis/%s/namespaces/%s/%ss"
                .formatted(
                        base.path("apiVersion").asText(),
                        sandbox.namespace(),
                        base.path("kind").asText().toLowerCase(Locale.ROOT));
        this.stored = kept(ask("POST", collection, base));
    }

    /** Makes another base the one that stands there. */
    void standOn(ObjectNode base) {
        if (!base.path("spec").equals(stored.path("spec"))) {
            stored = kept(ask("PUT", collection + "/" + name(), here(base)));
        }
    }

    Answer send(Edit edit) {
        if (edit.step() == Step.CREATED_ANEW) {
            var another = edit.edited().deepCopy();
            another.withObjectProperty("metadata").put("name", name() + "-anew");
            return ask("POST", collection + ONLY_ASK, another);
        }
        return ask("PUT", collection + "/" + name() + ONLY_ASK, here(edit.edited()));
    }

    private String name() {
        return stored.at("/metadata/name").asText();
    }

    // An update of a custom resource has to say which version it changes.
    private ObjectNode here(ObjectNode object) {
        var copy = object.deepCopy();
        copy.withObjectProperty("metadata").set("resourceVersion", stored.at("/metadata/resourceVersion"));
        return copy;
    }

    private static ObjectNode kept(Answer answer) {
        if (!answer.isAccepted()) {
            throw new IllegalStateException("The base itself is refused: " + answer.body());
        }
        return JSON.unmarshal(answer.body(), ObjectNode.class);
    }

    private Answer ask(String method, String path, ObjectNode body) {
        var http = sandbox.client().getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(URI.create(sandbox.client().getMasterUrl() + path))
                .method(method, "application/json", body.toString())
                .build();
        try {
            var response = http.sendAsync(request, String.class).get(SECONDS, TimeUnit.SECONDS);
            return new Answer(response.code(), response.bodyString());
        } catch (ExecutionException | TimeoutException | java.io.IOException e) {
            throw new IllegalStateException("%s %s got no answer".formatted(method, path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }
}

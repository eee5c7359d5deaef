package dev.croft.operator.cluster.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.operator.cluster.compare.Parking;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.watch.ManagedFields;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Every way in which Croft writes to the API server, and no other. Each write takes a place at the gate, then asks the
 * fence, and lays its answer over the caches.
 */
public final class Requests {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(ManagedFields.CROFT)
            .withForce(true)
            .build();

    private static final PatchContext PARK = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Parking.MANAGER)
            .withForce(true)
            .build();

    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private static final Pattern UNREADABLE = Pattern.compile("[\\x7f-\\x9f\\ufeff\\ufffe\\uffff]");

    private final KubernetesClient client;
    private final ObjectMapper mapper;
    private final Caches caches;
    private final Fence fence;
    private final Gate gate;

    public Requests(KubernetesClient client, ObjectMapper mapper, Caches caches, Fence fence, Gate gate) {
        this.client = client;
        this.mapper = mapper;
        this.caches = caches;
        this.fence = fence;
        this.gate = gate;
    }

    /** An object as the tree that is sent. */
    ObjectNode tree(HasMetadata object) {
        ObjectNode tree = mapper.valueToTree(object);
        if (object instanceof Service) {
            // The library leaves an empty one out, and what is not said stays as somebody else has it.
            tree.withObject("/spec").withObject("selector");
        }
        return tree;
    }

    /** Makes an object, and returns it as it is then; fails when the name is taken, and has then touched nothing. */
    @SuppressWarnings("unchecked")
    <T extends HasMetadata> T create(ObjectNode tree, T object) {
        var text = write(
                () -> client.raw(collection(object) + "?fieldManager=" + ManagedFields.CROFT, "POST", tree.toString()));
        var answer = (T) parse(text, object.getClass());
        caches.shelfOf(object).wrote(answer);
        return answer;
    }

    /**
     * Applies the whole tree to this very object as it was last seen, and returns it as it is then; fails with 409 if it is
     * another by now.
     */
    <T extends HasMetadata> T apply(ObjectNode tree, T live) {
        var body = tree.deepCopy();
        body.withObject("/metadata")
                .put("uid", live.getMetadata().getUid())
                .put("resourceVersion", live.getMetadata().getResourceVersion());
        T answer = write(() -> client.resource(live).patch(APPLY, readableAsYaml(body)));
        caches.shelfOf(live).wrote(answer);
        return answer;
    }

    /** Applies some fields of this very object for the manager that holds what Croft gives up, and returns it as it is then. */
    <T extends HasMetadata> T park(ObjectNode fields, T live) {
        fields.withObject("/metadata")
                .put("uid", live.getMetadata().getUid())
                .put("resourceVersion", live.getMetadata().getResourceVersion());
        T answer = write(() -> client.resource(live).patch(PARK, readableAsYaml(fields)));
        caches.shelfOf(live).wrote(answer);
        return answer;
    }

    /** Sends a JSON patch, and returns the object as it is then; fails with 409 if a test in the patch does. */
    <T extends HasMetadata> T patch(String jsonPatch, T live) {
        try {
            T answer = write(() -> client.resource(live).patch(PatchContext.of(PatchType.JSON), jsonPatch));
            caches.shelfOf(live).wrote(answer);
            return answer;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != UNPROCESSABLE) {
                throw refused;
            }
            // So a test in the patch fails. The object has changed since, which no person needs to put right.
            throw new KubernetesClientException(refused.getMessage(), CONFLICT, refused.getStatus());
        }
    }

    /** Deletes this very object as it was last seen; its own children follow in the background. */
    <T extends HasMetadata> void delete(T live) {
        var metadata = live.getMetadata();
        var options = new DeleteOptionsBuilder()
                .withPropagationPolicy(DeletionPropagation.BACKGROUND.toString())
                .withNewPreconditions(metadata.getResourceVersion(), metadata.getUid())
                .build();
        write(() -> client.raw(path(live), "DELETE", options));
        caches.shelfOf(live).deleted(live);
    }

    /** Replaces the status of this very resource as it was last seen. */
    <T extends HasMetadata> void applyStatus(JsonNode status, T live) {
        var body = mapper.createObjectNode()
                .put("apiVersion", live.getApiVersion())
                .put("kind", live.getKind());
        body.putObject("metadata")
                .put("name", live.getMetadata().getName())
                .put("namespace", live.getMetadata().getNamespace())
                .put("uid", live.getMetadata().getUid())
                .put("resourceVersion", live.getMetadata().getResourceVersion());
        body.set("status", status);
        T answer = write(() -> client.resource(live).subresource("status").patch(APPLY, readableAsYaml(body)));
        caches.shelfOf(live).wrote(answer);
    }

    /** An object as the API server knows it, and not as a watch does; empty if there is none of that name. */
    <T extends HasMetadata> Optional<T> look(T object) {
        return Optional.ofNullable(gate.pass(() -> client.resource(object).get()));
    }

    /** Records something that a person must know, on the resource it is about. */
    void announce(io.fabric8.kubernetes.api.model.events.v1.Event event) {
        write(() -> client.raw(
                collection(event) + "?fieldManager=" + ManagedFields.CROFT,
                "POST",
                mapper.valueToTree(event).toString()));
    }

    // The fence is asked last: a write may have waited so long for its place that the Lease ran out.
    private <T> T write(Supplier<T> request) {
        return gate.pass(() -> {
            fence.check();
            return request.get();
        });
    }

    // The API server reads the body of an apply as YAML, which refuses some characters that JSON does not escape.
    private static String readableAsYaml(ObjectNode body) {
        return UNREADABLE
                .matcher(body.toString())
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    private <T> T parse(String answer, Class<T> type) {
        try {
            return mapper.readValue(answer, type);
        } catch (JsonProcessingException unfit) {
            throw new IllegalStateException("The API server answers with what it was sent", unfit);
        }
    }

    private static String path(HasMetadata object) {
        return collection(object) + "/" + object.getMetadata().getName();
    }

    private static String collection(HasMetadata object) {
        var version = object.getApiVersion();
        return "/" + (version.contains("/") ? "apis/" : "api/") + version + "/namespaces/"
                + object.getMetadata().getNamespace() + "/" + object.getPlural();
    }

    /** Whether a create was refused for its name; a 409 may also come from a quota that somebody else just changed. */
    static boolean isNameTaken(KubernetesClientException refused) {
        return refused.getCode() == CONFLICT
                && refused.getStatus() != null
                && "AlreadyExists".equals(refused.getStatus().getReason());
    }
}

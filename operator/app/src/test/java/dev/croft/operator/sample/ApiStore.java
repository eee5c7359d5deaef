package dev.croft.operator.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * As much of an API server as writing needs: it keeps what it is given just as it is, and refuses what it was told to.
 * It knows neither schema nor defaults nor field managers.
 */
public final class ApiStore {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, ObjectNode> objects = new HashMap<>();
    private final Deque<Optional<KubernetesClientException>> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private int version = 1000;

    public KubernetesClient client() {
        return fake(KubernetesClient.class, (client, method, arguments) -> switch (method.getName()) {
            case "raw" -> raw((String) arguments[0], (String) arguments[1], arguments[2]);
            case "resource" -> one((HasMetadata) arguments[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    /** What was asked, in order, each as {@code VERB plural/name}. */
    public List<String> requests() {
        return requests;
    }

    /** The next write, or the one after those already named, is refused. */
    public void refuse(int code, String reason, String message) {
        var status = new StatusBuilder()
                .withCode(code)
                .withReason(reason)
                .withMessage(message)
                .build();
        answers.addLast(Optional.of(new KubernetesClientException(message, code, status)));
    }

    /** The next write, or the one after those already named, is carried out. */
    public void accept() {
        answers.addLast(Optional.empty());
    }

    public void put(HasMetadata object) {
        objects.put(key(object), MAPPER.valueToTree(object));
    }

    public void remove(HasMetadata object) {
        objects.remove(key(object));
    }

    /** The object of that kind and name as it is stored. */
    @SuppressWarnings("unchecked")
    public <T extends HasMetadata> T stored(T object) {
        return (T) read(objects.get(key(object)), object.getClass());
    }

    private Object raw(String uri, String verb, Object payload) throws JsonProcessingException {
        var path = uri.replaceAll("\\?.*", "").split("/", -1);
        if ("DELETE".equals(verb)) {
            var key = path[path.length - 2] + "/" + path[path.length - 1];
            note(verb, key);
            objects.remove(key);
            return "{}";
        }
        var body = (ObjectNode) MAPPER.readTree((String) payload);
        var key = path[path.length - 1] + "/" + body.at("/metadata/name").asText();
        note(verb, key);
        if (objects.containsKey(key)) {
            throw new KubernetesClientException(
                    "taken",
                    409,
                    new StatusBuilder().withReason("AlreadyExists").build());
        }
        body.withObject("/metadata").put("uid", "uid-" + version);
        return keep(key, body).toString();
    }

    private NamespaceableResource<?> one(HasMetadata object) {
        return fake(NamespaceableResource.class, (one, method, arguments) -> switch (method.getName()) {
            case "get" -> {
                requests.add("GET " + key(object));
                var stored = objects.get(key(object));
                yield stored == null ? null : read(stored, object.getClass());
            }
            case "subresource" -> one;
            case "patch" -> patch(object, (PatchContext) arguments[0], (String) arguments[1]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private HasMetadata patch(HasMetadata object, PatchContext context, String patch) throws JsonProcessingException {
        note("PATCH", key(object));
        var stored = objects.get(key(object));
        if (context.getPatchType() == PatchType.JSON) {
            return read(stored, object.getClass());
        }
        stored.setAll((ObjectNode) MAPPER.readTree(patch));
        return read(keep(key(object), stored), object.getClass());
    }

    private ObjectNode keep(String key, ObjectNode object) {
        object.withObject("/metadata").put("resourceVersion", String.valueOf(version++));
        objects.put(key, object);
        return object;
    }

    private void note(String verb, String key) {
        requests.add(verb + " " + key);
        var refusal = answers.isEmpty() ? Optional.<KubernetesClientException>empty() : answers.removeFirst();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private static String key(HasMetadata object) {
        return object.getPlural() + "/" + object.getMetadata().getName();
    }

    private static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException unfit) {
            throw new IllegalStateException("What was put in can be read", unfit);
        }
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Whoever applies the workload of a trial, and waits for what becomes of it; changes with what users do. */
public final class User {

    private static final String MANAGER = "user";
    private static final int CONFLICT = 409;
    private static final String REVISION = "${revision}";
    private static final String STRICTLY = "?fieldValidation=Strict";
    // What one resource is told may have to be passed on to another, and a Project is told at most once a second.
    private static final Duration CALM = Duration.ofSeconds(2);

    private final Scene scene;
    private final Map<Key, Long> expected = new TreeMap<>();
    private final Map<Key, ObjectNode> wanted = new TreeMap<>();
    private final List<String> canaries = new ArrayList<>();

    User(Scene scene) {
        this.scene = scene;
    }

    /** Takes one step after the other, each once the one before it has settled. */
    public void walk(Workload workload, Duration limit) {
        for (var step : workload.steps()) {
            take(step);
            settle(limit);
        }
    }

    /** Takes one step of a workload, and does not wait for what it leads to. */
    public void take(Workload.Step step) {
        forgetChanges();
        for (var changed : step.changes()) {
            var key = new Key(Kind.named(changed.kind()).orElseThrow(), changed.name());
            scene.seen(key).ifPresent(object -> expected.put(key, generation(object) + 1));
        }
        step.apply().forEach(this::apply);
        step.delete().forEach(named -> delete(new Key(Kind.named(named.kind()).orElseThrow(), named.name())));
    }

    /** Takes a step whose effect has been lost with the store's memory: all that users want is applied, and its deletes. */
    public void takeAgain(Workload.Step step) {
        step.delete().forEach(named -> delete(new Key(Kind.named(named.kind()).orElseThrow(), named.name())));
        applyAgain();
    }

    /** Applies all that users want once more. */
    public void applyAgain() {
        expected.clear();
        wanted().entrySet().stream()
                // What custom resources refer to comes first.
                .sorted(Comparator.comparing(
                        entry -> Kind.CUSTOM.contains(entry.getKey().kind())))
                .forEach(entry -> apply(entry.getValue()));
    }

    /** Applies one object as a user. */
    public void apply(ObjectNode object) {
        apply(scene.namespace(), object);
    }

    /** Applies one object to one of the trial's namespaces. */
    void apply(String into, ObjectNode object) {
        var placed = object.deepCopy();
        var kind = Kind.of(
                        placed.path("apiVersion").asText(), placed.path("kind").asText())
                .orElseThrow(() -> new Misuse("Workload %s applies %s, which trials do not know; add it to Kind."
                        .formatted(scene.of().workload(), placed.path("kind").asText())));
        var key = new Key(kind, placed.at("/metadata/name").asText());
        placed.withObject("/metadata").put("namespace", into);
        var text = placed.toString().replace("${canary}", canary(key));
        var resource = Serialization.unmarshal(text, GenericKubernetesResource.class);
        var answer = kind.in(scene.admin())
                .inNamespace(into)
                .resource(resource)
                .fieldManager(MANAGER)
                .forceConflicts()
                .serverSideApply();
        if (into.equals(scene.namespace())) {
            wanted.put(key, object);
        }
        if (Kind.CUSTOM.contains(kind) && into.equals(scene.namespace())) {
            expected.put(key, answer.getMetadata().getGeneration());
        }
    }

    /**
     * Replaces a custom resource, or makes it, and has the API server refuse fields that it does not know. {@code ${revision}}
     * in it stands for the revision of the oldest release that it remembers.
     *
     * @return its generation from then on
     * @throws KubernetesClientException if the API server refuses it
     */
    public long replace(ObjectNode object) {
        var kind = Kind.of(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .orElseThrow();
        var key = new Key(kind, object.at("/metadata/name").asText());
        var placed = object.deepCopy();
        placed.withObject("/metadata").put("namespace", scene.namespace());
        if (placed.toString().contains(REVISION)) {
            placed = (ObjectNode)
                    Serialization.unmarshal(placed.toString().replace(REVISION, firstRevision(key)), JsonNode.class);
        }
        var answer = put(kind, key, placed);
        wanted.put(key, object);
        long generation = Serialization.unmarshal(answer, GenericKubernetesResource.class)
                .getMetadata()
                .getGeneration();
        expected.put(key, generation);
        return generation;
    }

    // Of the oldest release that the Service remembers.
    private String firstRevision(Key key) {
        var history = scene.seen(key).orElseThrow().at("/status/history");
        return history.path(history.size() - 1).path("revision").asText();
    }

    private String put(Kind kind, Key key, ObjectNode object) {
        var collection = "/apis/%s/namespaces/%s/%s".formatted(kind.apiVersion(), scene.namespace(), kind.plural());
        while (true) {
            var live = kind.in(scene.admin())
                    .inNamespace(scene.namespace())
                    .withName(key.name())
                    .get();
            if (live == null) {
                return scene.admin().raw(collection + STRICTLY, "POST", object.toString());
            }
            object.withObject("/metadata")
                    .put("resourceVersion", live.getMetadata().getResourceVersion());
            try {
                return scene.admin().raw(collection + "/" + key.name() + STRICTLY, "PUT", object.toString());
            } catch (KubernetesClientException refused) {
                // The operator told its status in between.
                if (refused.getCode() != CONFLICT) {
                    throw refused;
                }
            }
        }
    }

    /** Whether nobody is at work on what users want. */
    public boolean isCalm() {
        return scene.isQuietFor(CALM);
    }

    /** Gives every Service another image and its own again, each until it is settled. */
    public void releaseAgain(Duration limit) {
        for (var entry : wanted().entrySet()) {
            if (entry.getKey().kind() == Kind.SERVICE
                    && entry.getValue().at("/spec").has("image")) {
                var edited = entry.getValue().deepCopy();
                edited.withObject("/spec").put("image", "example.com/again:1");
                apply(edited);
                settle(limit);
                apply(entry.getValue());
                settle(limit);
            }
        }
    }

    /** Gives each custom resource a label that means nothing, and takes it away again. */
    public void touch() {
        for (var value : List.of("\"touched\"", "null")) {
            wanted().keySet().stream()
                    .filter(key -> Kind.CUSTOM.contains(key.kind()))
                    .forEach(key -> key.kind()
                            .in(scene.admin())
                            .inNamespace(scene.namespace())
                            .withName(key.name())
                            .patch(
                                    PatchContext.of(PatchType.JSON_MERGE),
                                    "{\"metadata\":{\"labels\":{\"trial\":%s}}}".formatted(value)));
        }
    }

    /** Deletes one object as a user. */
    public void delete(Key key) {
        wanted.remove(key);
        expected.remove(key);
        key.kind()
                .in(scene.admin())
                .inNamespace(scene.namespace())
                .withName(key.name())
                .delete();
    }

    // The same text for the same Secret of a workload, in each run: what the operator derives from it is compared.
    private String canary(Key key) {
        var bytes = new byte[12];
        new Random((scene.of().workload() + key).hashCode()).nextBytes(bytes);
        var text = "canary" + HexFormat.of().formatHex(bytes);
        if (!canaries.contains(text)) {
            canaries.add(text);
        }
        return text;
    }

    /** The secret texts of this trial, which may lie in Secrets and nowhere else. */
    public List<String> canaries() {
        return List.copyOf(canaries);
    }

    /** What users have applied so far and not deleted. */
    public Map<Key, ObjectNode> wanted() {
        return new TreeMap<>(wanted);
    }

    /** Waits until all that users want is Ready; for good specs. */
    public void settle(Duration limit) {
        long began = System.nanoTime();
        scene.await(
                "O1",
                limit,
                this::isSettled,
                () -> "not settled after %d s: %s"
                        .formatted(limit.toSeconds(), unsettled().orElse("settled just now")));
        scene.measure("seconds until settled in class " + scene.of().type(), (System.nanoTime() - began) / 1e9);
        forgetChanges();
    }

    // What a step had to change it has changed by its end; what is there later may be another object.
    private void forgetChanges() {
        expected.keySet().removeIf(key -> !Kind.CUSTOM.contains(key.kind()));
    }

    /** Whether all that users want is Ready, and nobody is at work on it. */
    public boolean isSettled() {
        return unsettled().isEmpty() && isCalm();
    }

    /** The first thing that is not as users want it, in words. */
    public Optional<String> unsettled() {
        var present = scene.present();
        for (var entry : expected.entrySet()) {
            var key = entry.getKey();
            var object = present.get(key);
            if (object == null || generation(object) < entry.getValue()) {
                return Optional.of(key + " is not of generation " + entry.getValue());
            }
            if (Kind.CUSTOM.contains(key.kind()) && !Status.of(object).isReady()) {
                return Optional.of(key + " " + Status.of(object));
            }
        }
        return Optional.empty();
    }

    private static long generation(JsonNode object) {
        return object.at("/metadata/generation").asLong();
    }
}

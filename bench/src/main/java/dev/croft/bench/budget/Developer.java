package dev.croft.bench.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Recorder;
import dev.croft.harness.trial.Status;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Whoever writes manifests and applies them; changes with what developers do. */
final class Developer {

    private static final String NAME = "developer";

    private final KubernetesClient client;
    private final Recorder recorder;
    private final Map<Place, ObjectNode> files = new LinkedHashMap<>();
    private final Map<Place, Long> generations = new LinkedHashMap<>();

    Developer(KubernetesClient client, Recorder recorder) {
        this.client = client;
        this.recorder = recorder;
    }

    /** Writes a new manifest, and applies it. */
    void create(String namespace, ObjectNode manifest) {
        var kind = Kind.of(
                        manifest.path("apiVersion").asText(),
                        manifest.path("kind").asText())
                .orElseThrow();
        var place = Place.of(namespace, kind, manifest.at("/metadata/name").asText());
        manifest.withObject("/metadata").put("namespace", namespace);
        files.put(place, manifest);
        apply(place);
    }

    /** Edits a manifest, and applies it. */
    void edit(Place place, Consumer<ObjectNode> change) {
        change.accept(file(place));
        apply(place);
    }

    /** Applies every manifest as it is. */
    void applyAll() {
        List.copyOf(files.keySet()).forEach(this::apply);
    }

    void delete(Place place) {
        files.remove(place);
        generations.remove(place);
        place.key()
                .kind()
                .in(client)
                .inNamespace(place.namespace())
                .withName(place.key().name())
                .delete();
    }

    private ObjectNode file(Place place) {
        return Optional.ofNullable(files.get(place)).orElseThrow();
    }

    private void apply(Place place) {
        var answer = place.key()
                .kind()
                .in(client)
                .inNamespace(place.namespace())
                .resource(Serialization.unmarshal(file(place).toString(), GenericKubernetesResource.class))
                .fieldManager(NAME)
                .forceConflicts()
                .serverSideApply();
        if (Kind.CUSTOM.contains(place.key().kind())) {
            generations.put(place, answer.getMetadata().getGeneration());
        }
    }

    /** The first resource that is not Ready as it was last applied. */
    Optional<String> unsettled() {
        for (var applied : generations.entrySet()) {
            var place = applied.getKey();
            var seen = recorder.present(place.namespace(), place.key());
            if (seen.isEmpty()) {
                return Optional.of(place + " is not there");
            }
            var status = Status.of(seen.get());
            if (status.generation() < applied.getValue() || !status.isReady() || !isUpToDate(place, seen.get())) {
                return Optional.of(place + " " + status);
            }
        }
        return Optional.empty();
    }

    // A Project may be Ready as it was before it heard of its newest Service.
    private boolean isUpToDate(Place place, JsonNode object) {
        if (place.key().kind() != Kind.PROJECT) {
            return true;
        }
        long services = generations.keySet().stream()
                .filter(other ->
                        other.key().kind() == Kind.SERVICE && other.namespace().equals(place.namespace()))
                .count();
        return object.at("/status/services").asText().equals(services + "/" + services);
    }
}

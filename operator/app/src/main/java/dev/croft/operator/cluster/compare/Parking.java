package dev.croft.operator.cluster.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Optional;

/**
 * Keeps the number of pods while Croft gives it up to an autoscaler. A field that nobody manages any more is reset by the
 * API server, here to one pod; so another manager, which never writes again, holds it first.
 */
public final class Parking {

    /** The manager that holds what Croft has given up. */
    public static final String MANAGER = "croft-parking";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Parking() {}

    /** What must be applied by {@link #MANAGER} before the wanted tree is, if anything must. */
    public static Optional<ObjectNode> before(JsonNode wanted, HasMetadata live) {
        if (!(live instanceof Deployment deployment)
                || !wanted.at("/spec/replicas").isMissingNode()
                || !FieldSet.mayHaveInSpec(live, "replicas")
                || deployment.getSpec().getReplicas() == null) {
            return Optional.empty();
        }
        var parked = MAPPER.createObjectNode()
                .put("apiVersion", live.getApiVersion())
                .put("kind", live.getKind());
        parked.putObject("metadata")
                .put("name", live.getMetadata().getName())
                .put("namespace", live.getMetadata().getNamespace());
        parked.putObject("spec").put("replicas", deployment.getSpec().getReplicas());
        return Optional.of(parked);
    }
}

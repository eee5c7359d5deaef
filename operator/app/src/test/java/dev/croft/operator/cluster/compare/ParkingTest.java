package dev.croft.operator.cluster.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParkingTest {

    private static final JsonNode NAMED = tree("{spec: {replicas: 3}}");
    private static final JsonNode GIVEN_UP = tree("{spec: {paused: false}}");

    @Test
    void holdsTheNumberThatIsGivenUp() {
        var parked = Parking.before(GIVEN_UP, live(NAMED)).orElseThrow();

        assertThat(parked.at("/spec")).isEqualTo(tree("{replicas: 5}"));
        assertThat(parked.at("/metadata/name").asText()).isEqualTo("web");
    }

    @Test
    void holdsNothingThatIsStillNamedOrNeverWas() {
        assertThat(Parking.before(NAMED, live(NAMED))).isEmpty();
        assertThat(Parking.before(GIVEN_UP, live(GIVEN_UP))).isEmpty();
    }

    private static Deployment live(JsonNode lastGiven) {
        var live = Samples.deployment("web", "metadata: {}\nspec: {replicas: 5}");
        live.getMetadata().setAnnotations(Map.of(Annotations.FIELDS, FieldSet.of(lastGiven)));
        return live;
    }

    private static JsonNode tree(String yaml) {
        return new ObjectMapper().valueToTree(Samples.read(yaml, Map.class));
    }
}

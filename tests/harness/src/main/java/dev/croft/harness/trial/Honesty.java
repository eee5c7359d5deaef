package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Sighting;
import dev.croft.harness.state.Sighting.Change;
import java.util.List;

/**
 * O12: a status speaks of generations that exist, and is True only when it is so. Judged from what the harness's own
 * watches saw, in the order of the store's versions and so without a clock.
 */
final class Honesty {

    private Honesty() {}

    static void check(List<Sighting> history) {
        for (var sighting : history) {
            if (Kind.CUSTOM.contains(sighting.key().kind()) && sighting.change() != Change.GONE) {
                generations(sighting);
            }
            if (sighting.key().kind() == Kind.SERVICE
                    && sighting.change() == Change.EDITED
                    && Status.of(sighting.object()).isReady()) {
                served(sighting, history);
            }
        }
    }

    private static void generations(Sighting sighting) {
        long generation = Status.of(sighting.object()).generation();
        if (sighting.object().at("/status/observedGeneration").asLong() > generation) {
            throw new Finding("O12", sighting.key() + " /status/observedGeneration is ahead of its generation");
        }
        for (var condition : sighting.object().at("/status/conditions")) {
            if (condition.path("observedGeneration").asLong() > generation) {
                throw new Finding(
                        "O12",
                        "%s condition %s is ahead of its generation"
                                .formatted(
                                        sighting.key(), condition.path("type").asText()));
            }
        }
    }

    // The newest Deployment of that moment must run the image that the status calls Ready.
    private static void served(Sighting ready, List<Sighting> history) {
        var key = new Key(Kind.DEPLOYMENT, ready.key().name());
        Sighting then = null;
        for (var sighting : history) {
            if (sighting.key().equals(key)
                    && sighting.version() < ready.version()
                    && (then == null || sighting.version() > then.version())) {
                then = sighting;
            }
        }
        if (then == null || then.change() == Change.GONE) {
            throw new Finding("O12", ready.key() + " is Ready without a Deployment");
        }
        var deployment = then.object();
        var image = deployment.at("/spec/template/spec/containers/0/image").asText();
        if (!image.equals(ready.object().at("/spec/image").asText())) {
            throw new Finding("O12", "%s is Ready while its Deployment runs %s".formatted(ready.key(), image));
        }
        if (!isComplete(deployment)) {
            throw new Finding(
                    "O12",
                    "%s is Ready while its Deployment says %s".formatted(ready.key(), deployment.path("status")));
        }
    }

    private static boolean isComplete(JsonNode deployment) {
        int wanted = deployment.at("/spec/replicas").asInt();
        var status = deployment.path("status");
        return status.path("observedGeneration").asLong()
                        >= deployment.at("/metadata/generation").asLong()
                && status.path("readyReplicas").asInt() >= wanted
                && status.path("updatedReplicas").asInt() >= wanted;
    }
}

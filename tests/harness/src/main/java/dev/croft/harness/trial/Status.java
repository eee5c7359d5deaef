package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a custom resource says of itself; changes with the form of conditions. */
public record Status(JsonNode object) {

    public static Status of(JsonNode object) {
        return new Status(object);
    }

    /** Whether Ready is True for the present generation. */
    public boolean isReady() {
        return isTrue("Ready");
    }

    /** Whether Stalled is True for the present generation. */
    public boolean isStalled() {
        return isTrue("Stalled");
    }

    /** Whether the resource has come to a result about its present generation, a good one or not. */
    public boolean isSettled() {
        return isReady() || isStalled();
    }

    private boolean isTrue(String type) {
        return object.at("/status/observedGeneration").asLong() == generation()
                && condition(type)
                        .filter(condition -> condition.path("status").asText().equals("True")
                                && condition.path("observedGeneration").asLong() == generation())
                        .isPresent();
    }

    public long generation() {
        return object.at("/metadata/generation").asLong();
    }

    public Optional<JsonNode> condition(String type) {
        for (var condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    public String reason(String type) {
        return condition(type)
                .map(condition -> condition.path("reason").asText())
                .orElse("");
    }

    @Override
    public String toString() {
        return condition("Ready")
                .map(ready -> "Ready %s %s (generation %d of %d): %s"
                        .formatted(
                                ready.path("status").asText(),
                                ready.path("reason").asText(),
                                object.at("/status/observedGeneration").asLong(),
                                generation(),
                                ready.path("message").asText()))
                .orElse("has no Ready condition");
    }
}

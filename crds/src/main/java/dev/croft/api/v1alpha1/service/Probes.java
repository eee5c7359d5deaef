package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The three questions about a container. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Probes(
        @JsonPropertyDescription("Until this succeeds once the other two are not asked.") @Nullable
        Probe startup,

        @JsonPropertyDescription("While this fails the pod gets no traffic, and a rollout waits.") @Nullable
        Probe readiness,

        @JsonPropertyDescription("When this fails the container is restarted.") @Nullable
        Probe liveness) {}

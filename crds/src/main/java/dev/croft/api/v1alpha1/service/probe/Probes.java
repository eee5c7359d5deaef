package dev.croft.api.v1alpha1.service.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The questions asked of a Service's container; changes only when the kubelet asks a fourth. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Probes(
        @ValidationRule(value = Probes.ONE_SUCCESS, message = Probes.ONE_SUCCESS_SAYS)
        @JsonPropertyDescription(
                "Asked until its first yes; the other probes wait for it. A no at the end restarts the container.")
        @Nullable
        Probe startup,

        @JsonPropertyDescription(
                "Decides whether the pod gets traffic. Without it a running container counts as ready.")
        @Nullable
        Probe readiness,

        @ValidationRule(value = Probes.ONE_SUCCESS, message = Probes.ONE_SUCCESS_SAYS)
        @JsonPropertyDescription("Decides whether the container still works. A no restarts it.")
        @Nullable
        Probe liveness) {

    static final String ONE_SUCCESS = "!has(self.successThreshold) || self.successThreshold == 1";
    static final String ONE_SUCCESS_SAYS =
            "successThreshold can only be 1 here, because one yes settles this probe; remove it or set it to 1";
}

package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Croft reports about a Service; changes when Services report something new. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceStatus(
        @Min(0)
        @JsonPropertyDescription("The metadata.generation that this status is about. Absent until Croft looked once.")
        @Nullable
        Long observedGeneration,

        @Size(max = 16)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("Deployed and Routed, and Ready, Reconciling and Stalled, which follow from them.")
        List<Condition> conditions,

        @Size(max = 2048)
        @JsonPropertyDescription("Where the Service answers from outside. Absent without a route.")
        @Nullable
        String url,

        @Size(max = 512)
        @JsonPropertyDescription(
                "The image reference that serves now; it differs from spec.image while a new one is not ready.")
        @Nullable
        String image,

        @Size(max = 512)
        @JsonPropertyDescription("Digest of the image that serves now, as the kubelet reports it.")
        @Nullable
        String digest,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Fingerprint of everything that the release that serves now is made of, as in history.")
        @Nullable
        String revision,

        @Size(max = 32)
        @JsonPropertyDescription("How many pods are ready, of how many are wanted, for example 1/2.")
        @Nullable
        String replicas,

        @Size(max = 20)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "Where the Service answers inside the cluster, one entry per port, for example web.shop.svc:8080.")
        List<@Size(max = 253) String> endpoints,

        @Size(max = 10)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("The last 10 releases, the newest first.")
        List<Release> history)
        implements ConditionedStatus<ServiceStatus> {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public ServiceStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
        history = history == null ? List.of() : List.copyOf(history);
    }

    @Override
    public ServiceStatus withConditions(List<Condition> changed) {
        return new ServiceStatus(
                observedGeneration, changed, url, image, digest, revision, replicas, endpoints, history);
    }
}

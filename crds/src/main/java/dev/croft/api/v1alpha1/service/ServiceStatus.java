package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is so of a Service; changes with the public contract. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServiceStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Min(0)
        @Max(9007199254740991L)
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "Ready, Reconciling and Stalled as kstatus defines them, and what Ready is derived from.")
        @Size(max = 20)
        List<Condition> conditions,

        @JsonPropertyDescription("Where the Service is reached from outside.") @Size(max = 2048) @Nullable
        String url,

        @JsonPropertyDescription("The image of the release that runs.") @Size(max = 512) @Nullable
        String image,

        @JsonPropertyDescription("Digest of the image that runs.") @Size(max = 512) @Nullable
        String digest,

        @JsonPropertyDescription("Fingerprint of everything that the running release is made of.")
        @Size(max = 64)
        @Nullable
        String revision,

        @JsonPropertyDescription("How many pods are ready, of how many wanted, for example 2/2.")
        @Size(max = 32)
        @Nullable
        String replicas,

        @JsonPropertyDescription("Addresses inside the cluster, for example web.shop.svc:8080.") @Size(max = 20)
        List<String> endpoints,

        @JsonPropertyDescription("The last ten releases that went live, newest first.") @Size(max = 10)
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

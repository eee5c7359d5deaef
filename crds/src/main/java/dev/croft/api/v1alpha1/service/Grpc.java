package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A probe by the gRPC health protocol. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Grpc(
        @JsonPropertyDescription("Number of the port, 1 to 65535.") @Required @Min(1) @Max(65535)
        Integer port,

        @JsonPropertyDescription("Service name that is sent along. Default: empty.") @Size(max = 253) @Nullable
        String service) {}

package dev.croft.api.v1alpha1.service.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A probe by the gRPC health protocol. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Grpc(
        @Required @Min(1) @Max(65535) @JsonPropertyDescription("Port of the gRPC server, 1 to 65535.")
        Integer port,

        @Size(max = 253)
        @JsonPropertyDescription("Name of the service to ask about. Default: the server as a whole.")
        @Nullable
        String service) {}

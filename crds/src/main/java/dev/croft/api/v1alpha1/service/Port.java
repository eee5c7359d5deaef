package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A port on which a Service listens. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Port(
        @JsonPropertyDescription("Name of the port, by which routes and probes may call it.")
        @Required
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Size(min = 1, max = 15)
        String name,

        @JsonPropertyDescription("Number of the port, 1 to 65535, in the container as well as on the core Service.")
        @Required
        @Min(1)
        @Max(65535)
        Integer port,

        @JsonPropertyDescription("TCP or UDP.") @Default("TCP") @Pattern("^(TCP|UDP)$") @Size(max = 3) @Nullable
        String protocol) {

    /** The protocol, TCP unless the spec says otherwise. */
    public String protocolOrDefault() {
        return protocol == null ? "TCP" : protocol;
    }
}

package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One port that the container listens on; changes when ports get a further property. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Port(
        @Required
        @Size(min = 1, max = 15)
        @ValidationRule(
                value = "self.matches('^[a-z0-9]+(-[a-z0-9]+)*$') && self.matches('[a-z]')",
                message =
                        "not a port name, because only a-z, 0-9 and single - between them may be in it, at least one of"
                                + " them a letter; rename it, for example to http")
        @JsonPropertyDescription(
                "Name of the port, by which routes, probes and allowFrom may call it. At most 15 characters.")
        String name,

        @Required
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
                "Number that the container listens on, 1 to 65535. The Service is reached at the same number.")
        Integer port,

        @Default("TCP")
        @JsonPropertyDescription("TCP (default) or UDP. Routes lead to TCP ports only.")
        @Pattern("^(TCP|UDP)$")
        @Nullable
        String protocol) {

    /** The protocol, TCP unless the spec says otherwise. */
    public String protocolOrDefault() {
        return protocol == null ? "TCP" : protocol;
    }
}

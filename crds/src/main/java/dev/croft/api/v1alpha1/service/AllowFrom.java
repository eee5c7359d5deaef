package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Lets somebody connect to a port of this Service. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.service) != has(self.cidr)",
        message = "allowFrom names two callers or none; set exactly one of service and cidr")
@ValidationRule(
        value = "!has(self.cidr) || isCIDR(self.cidr)",
        message = "cidr is not a range of addresses; write it like 10.0.0.0/8 or fd00::/8")
public record AllowFrom(
        @JsonPropertyDescription("Name of a Service of the same Project. Its way out is opened as well.")
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Size(min = 1, max = 52)
        @Nullable
        String service,

        @JsonPropertyDescription("Range of addresses, for example 10.0.0.0/8.") @Size(min = 1, max = 43) @Nullable
        String cidr,

        @JsonPropertyDescription("Number of one of the ports.") @Required @Min(1) @Max(65535)
        Integer port) {}

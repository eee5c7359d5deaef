package dev.croft.api.v1alpha1.service.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Form;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One hole in the default-deny network, for traffic from a Service; changes when callees can be named another way. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.service) != has(self.cidr)",
        message = "each entry of egress names exactly one kind of callee; set either service or cidr")
public record Egress(
        @Size(min = 1, max = 52)
        @ValidationRule(value = Form.LABEL, message = Form.LABEL_SAYS)
        @JsonPropertyDescription(
                "Name of the Service of the same Project that may be called. Its way in from this one is opened as well.")
        @Nullable
        String service,

        @Size(min = 1, max = 49)
        @ValidationRule(value = AllowFrom.RANGE, message = AllowFrom.RANGE_SAYS)
        @ValidationRule(value = AllowFrom.WHOLE, message = AllowFrom.WHOLE_SAYS)
        @ValidationRule(value = AllowFrom.SHORTEST, message = AllowFrom.SHORTEST_SAYS)
        @JsonPropertyDescription("Address range that may be called, for example 0.0.0.0/0 for every address of IPv4.")
        @Nullable
        String cidr,

        @Required
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("The port that may be called, 1 to 65535; of a range by TCP and UDP alike.")
        Integer port) {}

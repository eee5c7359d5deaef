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

/** One hole in the default-deny network, for traffic to a Service; changes when callers can be named another way. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.service) != has(self.cidr)",
        message = "each entry of allowFrom names exactly one kind of caller; set either service or cidr")
public record AllowFrom(
        @Size(min = 1, max = 52)
        @ValidationRule(value = Form.LABEL, message = Form.LABEL_SAYS)
        @JsonPropertyDescription(
                "Name of the Service of the same Project whose pods may call. Its way out to this one is opened as well.")
        @Nullable
        String service,

        @Size(min = 1, max = 49)
        @ValidationRule(value = AllowFrom.RANGE, message = AllowFrom.RANGE_SAYS)
        @ValidationRule(value = AllowFrom.WHOLE, message = AllowFrom.WHOLE_SAYS)
        @ValidationRule(value = AllowFrom.SHORTEST, message = AllowFrom.SHORTEST_SAYS)
        @JsonPropertyDescription("Address range whose members may call, for example 10.0.0.0/8.")
        @Nullable
        String cidr,

        @Required
        @Min(1)
        @Max(65535)
        @JsonPropertyDescription("The port that may be called: a number from spec.ports, 1 to 65535.")
        Integer port) {

    static final String RANGE = "isCIDR(self)";
    static final String RANGE_SAYS =
            "not an address range; write an address and a prefix length, for example 10.0.0.0/8 or fd00::/8";
    static final String WHOLE = "!isCIDR(self) || cidr(self) == cidr(self).masked()";
    static final String WHOLE_SAYS =
            "the address has bits beyond its prefix length, so it is unclear which range is meant; set those bits to 0, for"
                    + " example 10.0.0.0/8 and not 10.1.2.3/8";
    static final String SHORTEST = "!isCIDR(self) || string(cidr(self)) == self";
    static final String SHORTEST_SAYS =
            "a range is written in small letters and its shortest form, as the cluster shows it; write it like fd00::/8";
}

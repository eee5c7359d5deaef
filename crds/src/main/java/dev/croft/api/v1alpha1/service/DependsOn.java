package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Form;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Something that has to answer before a pod starts; changes when there is another way to tell that it does. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.service) != has(self.host)",
        message = "each entry of dependsOn names exactly one thing to wait for; set either service or host")
public record DependsOn(
        @Size(min = 1, max = 52)
        @ValidationRule(value = Form.LABEL, message = Form.LABEL_SAYS)
        @JsonPropertyDescription(
                "Name of the Service of the same Project that has to answer. The way to it is opened on both sides.")
        @Nullable
        String service,

        @Size(min = 1, max = 253)
        @ValidationRule(value = DependsOn.PLACE, message = DependsOn.PLACE_SAYS)
        @ValidationRule(value = Form.SHORTEST_ADDRESS, message = Form.SHORTEST_ADDRESS_SAYS)
        @JsonPropertyDescription(
                "Address or name of something else that has to answer. The way to an address is opened; for a name, open its range by egress.")
        @Nullable
        String host,

        @Required @Min(1) @Max(65535) @JsonPropertyDescription("The TCP port at which it answers, 1 to 65535.")
        Integer port) {

    static final String PLACE = "isIP(self) || self.matches('^" + Form.HOST_PATTERN + "')";
    static final String PLACE_SAYS =
            "neither an address nor a name, which has parts of a-z, 0-9 and - joined by dots, the last one beginning with a letter;"
                    + " write it like 192.168.1.111 or db.example.com";

    /** Whether the host is an address, and not a name; false for a Service. */
    @JsonIgnore
    public boolean isAddress() {
        // The last part of a name begins with a letter.
        return host != null && (host.contains(":") || host.matches("[0-9.]+"));
    }
}

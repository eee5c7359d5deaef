package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Form;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Something that runs elsewhere; changes when there is another way to say where. */
public record External(
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = External.PLACE, message = External.PLACE_SAYS)
        @ValidationRule(value = Form.SHORTEST_ADDRESS, message = Form.SHORTEST_ADDRESS_SAYS)
        @ValidationRule(value = External.NOT_HERE, message = External.NOT_HERE_SAYS)
        @JsonPropertyDescription(
                "Where it runs: an address, for example 192.168.1.111, or a name of the outside, for example printer.example.com. Neither may lead into the cluster.")
        String host,

        @Required @Min(1) @Max(65535) @JsonPropertyDescription("The TCP port at which it answers, 1 to 65535.")
        Integer port) {

    static final String PLACE = "isIP(self) || (self.contains('.') && self.matches('^" + Form.HOST_PATTERN + "'))";
    static final String PLACE_SAYS =
            "neither an address nor a name of the outside, which has several parts of a-z, 0-9 and - joined by dots, the last one"
                    + " beginning with a letter; write it like 192.168.1.111 or printer.example.com";

    static final String NOT_HERE = "isIP(self) ? !(ip(self).isLoopback() || ip(self).isLinkLocalUnicast()"
            + " || ip(self).isLinkLocalMulticast() || ip(self).isUnspecified())"
            + " : !self.matches('(^|[.])(localhost|svc|cluster[.]local)$')";
    static final String NOT_HERE_SAYS =
            "leads to the node itself or into the cluster, where Services are reached by allowFrom only; name something that runs"
                    + " elsewhere";

    /** Whether the host is an address, and not a name. */
    @JsonIgnore
    public boolean isAddress() {
        // The last part of a name begins with a letter.
        return host.contains(":") || host.matches("[0-9.]+");
    }

    /** The family of an address, IPv4 or IPv6. */
    public String family() {
        return host.contains(":") ? "IPv6" : "IPv4";
    }
}

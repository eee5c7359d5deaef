package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads requests for some hosts and a path to a port of the Service. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.pathPrefix) || !self.pathPrefix.matches('(^|/)\\\\.\\\\.?(/|$)')",
        message = "pathPrefix contains . or .. as a step, which no browser sends; write the plain path")
public record Route(
        @JsonPropertyDescription("Host names, for example shop.example.com; the first may be *.")
        @Required
        @Size(min = 1, max = 20)
        List<String> hosts,

        @JsonPropertyDescription("Path below which requests come here, starting with a slash.")
        @Default("/")
        @Pattern("^/[^\\s?#]*$")
        @Size(min = 1, max = 1024)
        @Nullable
        String pathPrefix,

        @JsonPropertyDescription("Name or number of one of the ports. Default: the port named http, else the first.")
        @Nullable
        IntOrString port) {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public Route {
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
    }

    /** The path prefix, all paths unless the spec says otherwise. */
    public String pathPrefixOrDefault() {
        return pathPrefix == null ? "/" : pathPrefix;
    }
}

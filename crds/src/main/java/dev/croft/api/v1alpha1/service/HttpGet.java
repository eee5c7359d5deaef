package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A probe that asks by HTTP. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HttpGet(
        @JsonPropertyDescription("Path that is asked, starting with a slash. Default: /.")
        @Pattern("^/\\S*$")
        @Size(max = 1024)
        @Nullable
        String path,

        @JsonPropertyDescription("Name or number of the port.") @Required
        IntOrString port,

        @JsonPropertyDescription("HTTP or HTTPS. Default: HTTP.") @Pattern("^HTTPS?$") @Size(max = 5) @Nullable
        String scheme,

        @JsonPropertyDescription("Headers that are sent along.") @Size(max = 20)
        List<HttpHeader> httpHeaders) {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public HttpGet {
        httpHeaders = httpHeaders == null ? List.of() : List.copyOf(httpHeaders);
    }
}

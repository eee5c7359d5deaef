package dev.croft.api.v1alpha1.service.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A probe by HTTP. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HttpGet(
        @Size(max = 1024)
        @ValidationRule(
                value = "self.startsWith('/')",
                message = "a path begins with /, or the server would not know it; put / before it")
        @JsonPropertyDescription("Path of the request, beginning with /. Default /.")
        @Nullable
        String path,

        @Required @JsonPropertyDescription("Port to ask: a name from spec.ports, or a number from 1 to 65535.")
        IntOrString port,

        @JsonPropertyDescription("HTTP (default) or HTTPS. With HTTPS the certificate is not verified.")
        @Pattern("^(HTTP|HTTPS)$")
        @Nullable
        String scheme,

        @Size(max = 20)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("Headers to send along, at most 20.")
        List<HttpHeader> httpHeaders) {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public HttpGet {
        httpHeaders = httpHeaders == null ? List.of() : List.copyOf(httpHeaders);
    }
}

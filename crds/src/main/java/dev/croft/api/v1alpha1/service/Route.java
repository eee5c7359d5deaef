package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Form;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way from the outside to a port; changes when routes can do more. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Route(
        @Required
        @Size(min = 1, max = 16)
        @ValidationRule(
                value = "self.all(h, h.matches('" + Route.HOST + "'))",
                messageExpression = "self.filter(h, !h.matches('" + Route.HOST
                        + "'))[0] + ' is not a host name, because it is made of"
                        + " a-z, 0-9 and - in parts joined by dots, the last one beginning with a letter and the first one"
                        + " possibly *; write it like shop.example.com'")
        @ValidationRule(
                value = "self.all(h, self.exists_one(o, o == h))",
                messageExpression =
                        "'host ' + self.filter(h, !self.exists_one(o, o == h))[0] + ' is named more than once in"
                                + " one route; remove all but one'")
        @JsonPropertyDescription(
                "Host names that lead here, 1 to 16, for example shop.example.com or *.example.com for one level below it.")
        List<@Size(min = 1, max = 253) String> hosts,

        @Default("/")
        @Size(min = 1, max = 256)
        @ValidationRule(
                value = "self.startsWith('/') && !self.contains('//') && !self.matches('(^|/)[.]{1,2}(/|$)')"
                        + " && !self.matches('[[:space:][:cntrl:]?#]') && !self.matches('%2[fF]')",
                message =
                        "not a path prefix, because it begins with / and has no empty, . or .. part, no space, no ? or #;"
                                + " write it like /api")
        @ValidationRule(
                value = "self == '/' || !self.endsWith('/')",
                message =
                        "a path prefix stands for itself and all below it, so a / at its end means nothing; remove that /")
        @JsonPropertyDescription(
                "Only paths at or below this one lead here: /api takes /api and /api/v1, not /apis. Default /, every path.")
        @Nullable
        String pathPrefix,

        @JsonPropertyDescription(
                "The TCP port that answers: a name or number from spec.ports. Default: the port named http, else the first TCP port.")
        @Nullable
        IntOrString port) {

    static final String HOST = "^([*][.])?" + Form.HOST_PATTERN;

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public Route {
        hosts = hosts == null ? List.of() : List.copyOf(hosts);
    }

    /** The path prefix, all paths unless the spec says otherwise. */
    public String pathPrefixOrDefault() {
        return pathPrefix == null ? "/" : pathPrefix;
    }
}

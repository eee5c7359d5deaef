package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How the dashboard shows a Service; changes with what a tile can show. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Dashboard(
        @Size(min = 1, max = 64)
        @JsonPropertyDescription("Title of the tile. Default: the name of the Service.")
        @Nullable
        String name,

        @Size(min = 1, max = 64)
        @JsonPropertyDescription("Heading under which the tile lies. Default: the Project.")
        @Nullable
        String group,

        @Size(min = 1, max = 512)
        @ValidationRule(
                value = "self.matches('^(https?://[^ ]+|[a-z0-9]([-a-z0-9.]*[a-z0-9])?)$')",
                message =
                        "neither the URL of a picture nor the name of one, because it has spaces or capitals; write it like"
                                + " grafana, or https://example.com/logo.svg")
        @JsonPropertyDescription("Picture of the tile: a name, for example grafana, or the URL of one.")
        @Nullable
        String icon,

        @Size(min = 8, max = 2048)
        @ValidationRule(
                value = "isURL(self) && self.matches('^https?://')",
                message = "not a URL that a browser opens; write it like https://grafana.example.com/d/home")
        @JsonPropertyDescription("Where the tile leads. Default: the first route.")
        @Nullable
        String url,

        @JsonPropertyDescription("true: no tile. Default false.") @Nullable
        Boolean hidden) {}

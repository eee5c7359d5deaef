package dev.croft.api.v1alpha1.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Defaults for all routes of a Project. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Routing(
        @JsonPropertyDescription(
                "Name of the IngressClass that serves the routes. Default: that of the installation, else "
                        + "the default class of the cluster.")
        @Pattern("^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$")
        @Size(min = 1, max = 253)
        @Nullable
        String ingressClassName) {}

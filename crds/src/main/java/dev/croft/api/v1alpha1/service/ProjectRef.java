package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names the Project that a Service belongs to. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProjectRef(
        @JsonPropertyDescription("Name of the Project, in the namespace of this Service.")
        @Required
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Size(min = 1, max = 52)
        String name) {}

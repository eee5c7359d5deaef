package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names one object in the same namespace. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LocalRef(
        @JsonPropertyDescription("Name of the object, in the namespace of this resource.")
        @Required
        @Pattern("^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$")
        @Size(min = 1, max = 253)
        String name) {}

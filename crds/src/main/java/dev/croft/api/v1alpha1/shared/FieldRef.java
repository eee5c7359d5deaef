package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Names one field of the pod itself. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FieldRef(
        @JsonPropertyDescription("One of metadata.name, metadata.namespace, metadata.uid, status.podIP.")
        @Required
        @Pattern("^(metadata\\.(name|namespace|uid)|status\\.podIP)$")
        @Size(max = 63)
        String fieldPath) {}

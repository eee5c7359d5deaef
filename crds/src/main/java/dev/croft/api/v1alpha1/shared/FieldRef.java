package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/** Names one field of the pod itself; changes when pods may be told more about themselves. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldRef(
        @JsonPropertyDescription("metadata.name, metadata.namespace, metadata.uid or status.podIP of the pod.")
        @Required
        @Pattern("^(metadata\\.name|metadata\\.namespace|metadata\\.uid|status\\.podIP)$")
        String fieldPath) {}

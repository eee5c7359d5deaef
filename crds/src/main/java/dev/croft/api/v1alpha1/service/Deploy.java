package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Which release runs, besides what the image says; changes with what can bring one about. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Deploy(
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
                "A revision of status.history whose image runs instead of spec.image, until this is removed again.")
        @Nullable
        String rollbackTo) {}

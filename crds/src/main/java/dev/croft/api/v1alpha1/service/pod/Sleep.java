package dev.croft.api.v1alpha1.service.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** A pause; changes when one can be given in another way. */
public record Sleep(
        @Required
        @Min(0)
        @Max(3600)
        @JsonPropertyDescription("How long, in seconds, 0 to 3600. 0 stops the container at once.")
        Integer seconds) {}

package dev.croft.api.v1alpha1.service.probe;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One header of an HTTP probe. */
public record HttpHeader(
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches('^[-A-Za-z0-9]+$')",
                message = "not a header name, because only letters, digits and - may be in it; rename it")
        @JsonPropertyDescription("Name of the header, for example Host.")
        String name,

        @Required @Size(max = 4096) @JsonPropertyDescription("Value of the header.")
        String value) {}

package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One header of a probe. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HttpHeader(
        @JsonPropertyDescription("Name of the header.") @Required @Pattern("^[-A-Za-z0-9]+$") @Size(min = 1, max = 63)
        String name,

        @JsonPropertyDescription("Value of the header.") @Required @Size(max = 1024)
        String value) {}

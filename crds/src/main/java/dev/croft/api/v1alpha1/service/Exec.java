package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A probe that runs a program in the container. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Exec(
        @JsonPropertyDescription("Program and arguments; no shell is involved.") @Required @Size(min = 1, max = 50)
        List<String> command) {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public Exec {
        command = command == null ? List.of() : List.copyOf(command);
    }
}

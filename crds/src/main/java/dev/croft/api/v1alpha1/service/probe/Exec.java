package dev.croft.api.v1alpha1.service.probe;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A probe by a program. */
public record Exec(
        @Required @Size(min = 1, max = 100) @JsonPropertyDescription("Program and arguments, not run in a shell.")
        List<@Size(max = 32768) String> command) {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public Exec {
        command = command == null ? List.of() : List.copyOf(command);
    }
}

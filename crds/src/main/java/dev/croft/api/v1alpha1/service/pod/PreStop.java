package dev.croft.api.v1alpha1.service.pod;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.service.probe.Exec;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What a container does before it is told to stop; changes when it can do something else. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.exec) != has(self.sleep)",
        message = "a container does exactly one thing before it is stopped; set either exec or sleep")
public record PreStop(
        @JsonPropertyDescription("Runs a command in the container and waits for its end.") @Nullable
        Exec exec,

        @JsonPropertyDescription("Lets the container go on for a while, so that no new request finds it gone.")
        @Nullable
        Sleep sleep) {}

package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One environment variable. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!(has(self.value) && has(self.valueFrom))",
        message = "both value and valueFrom are set; keep one of them")
public record EnvVar(
        @JsonPropertyDescription("Name of the variable: letters, digits and underscores, not starting with a digit.")
        @Required
        @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
        @Size(min = 1, max = 253)
        String name,

        @JsonPropertyDescription("The value as it is. Keep secrets out of it and use valueFrom.secretKeyRef.")
        @Size(max = 32768)
        @Nullable
        String value,

        @JsonPropertyDescription("Where the value comes from instead.") @Nullable
        EnvVarSource valueFrom) {}

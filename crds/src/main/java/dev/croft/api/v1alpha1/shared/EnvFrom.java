package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Takes every key of a Secret or ConfigMap as an environment variable. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.secretRef) != has(self.configMapRef)",
        message = "envFrom names two sources or none; set exactly one of secretRef and configMapRef")
public record EnvFrom(
        @JsonPropertyDescription("Put before each key to make the name of the variable.")
        @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
        @Size(max = 63)
        @Nullable
        String prefix,

        @JsonPropertyDescription("The Secret. A change of its content restarts the pods once.") @Nullable
        SourceRef secretRef,

        @JsonPropertyDescription("The ConfigMap. A change of its content restarts the pods once.") @Nullable
        SourceRef configMapRef) {}

package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Every key of a Secret or ConfigMap as an environment variable; changes when whole sets come from elsewhere too. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.secretRef) != has(self.configMapRef)",
        message =
                "an entry of envFrom names two sources or none, so what it adds is unclear; set exactly one of secretRef"
                        + " and configMapRef")
public record EnvFrom(
        @JsonPropertyDescription("Text put before each key to make the name of the variable. Default: none.")
        @Size(min = 1, max = 253)
        @ValidationRule(value = Form.ENV_NAME, message = Form.ENV_NAME_SAYS)
        @Nullable
        String prefix,

        @JsonPropertyDescription("The Secret. A change of its content restarts the pods once.") @Nullable
        SourceRef secretRef,

        @JsonPropertyDescription("The ConfigMap. A change of its content restarts the pods once.") @Nullable
        SourceRef configMapRef) {}

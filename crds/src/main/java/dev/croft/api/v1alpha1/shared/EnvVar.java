package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One environment variable and where its value comes from; changes when a new kind of source is offered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.value) != has(self.valueFrom)",
        messageExpression =
                "'variable ' + self.name + (has(self.value) ? ' has both value and valueFrom' : ' has neither"
                        + " value nor valueFrom') + ', but a value comes from exactly one place; set one of them'")
public record EnvVar(
        @JsonPropertyDescription("Name of the variable: letters, digits and _, not starting with a digit.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = Form.ENV_NAME, message = Form.ENV_NAME_SAYS)
        String name,

        @JsonPropertyDescription(
                "The value as it is; may be empty. Keep secrets out of it: use valueFrom.secretKeyRef.")
        @Size(max = 32768)
        @Nullable
        String value,

        @JsonPropertyDescription("Where the value comes from instead. Exactly one source is set.") @Nullable
        EnvVarSource valueFrom) {}

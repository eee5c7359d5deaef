package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One observation about a resource, as the Kubernetes API conventions define it; changes only with those. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        @JsonPropertyDescription("What is observed, for example Ready.") @Required @Size(min = 1, max = 316)
        String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required @Pattern("^(True|False|Unknown)$") @Size(max = 7)
        String status,

        @JsonPropertyDescription("The generation of the resource that this speaks of.")
        @Min(0)
        @Max(9007199254740991L)
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("When the status last changed, RFC 3339 in UTC.") @Required @Size(min = 1, max = 64)
        String lastTransitionTime,

        @JsonPropertyDescription("One CamelCase word for why.")
        @Required
        @Pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
        @Size(min = 1, max = 1024)
        String reason,

        @JsonPropertyDescription("What is wrong, why, and what to do next.") @Required @Size(max = 32768)
        String message) {

    /** Whether the condition holds; unknown is not. */
    @JsonIgnore
    public boolean isTrue() {
        return "True".equals(status);
    }
}

package dev.croft.api.v1alpha1.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is so of a Project; changes with the public contract. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of. Absent until Croft looked once.")
        @Min(0)
        @Max(9007199254740991L)
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("ServicesReady, and Ready, Reconciling and Stalled, which follow from it.")
        @Size(max = 16)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Condition> conditions,

        @JsonPropertyDescription("Where the Project is reached. Absent without a domain.") @Size(max = 2048) @Nullable
        String url,

        @JsonPropertyDescription("How many Services are ready, of how many, for example 2/2.") @Size(max = 32) @Nullable
        String services)
        implements ConditionedStatus<ProjectStatus> {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public ProjectStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    @Override
    public ProjectStatus withConditions(List<Condition> changed) {
        return new ProjectStatus(observedGeneration, changed, url, services);
    }
}

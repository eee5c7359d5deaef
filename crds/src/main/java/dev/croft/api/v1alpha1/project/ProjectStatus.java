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
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProjectStatus(
        @JsonPropertyDescription("The generation of the spec that this status speaks of.")
        @Min(0)
        @Max(9007199254740991L)
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "Ready, Reconciling and Stalled as kstatus defines them, and what Ready is derived from.")
        @Size(max = 20)
        List<Condition> conditions,

        @JsonPropertyDescription("Where the Project is reached.") @Size(max = 2048) @Nullable
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

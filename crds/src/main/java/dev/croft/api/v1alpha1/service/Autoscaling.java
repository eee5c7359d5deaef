package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How many pods run, by how busy they are; changes when something else than the CPU can decide. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.min) || self.min <= self.max",
        message = "min is more than max, so no number of pods would do; lower min, or raise max")
public record Autoscaling(
        @Min(1) @Max(100) @JsonPropertyDescription("How many pods run at least, 1 to 100. Default 1.") @Nullable
        Integer min,

        @Required @Min(1) @Max(100) @JsonPropertyDescription("How many pods run at most, 1 to 100.")
        Integer max,

        @Min(1)
        @Max(1000)
        @JsonPropertyDescription(
                "How busy the pods are meant to be on average, in percent of resources.requests.cpu, 1 to 1000. Default 80.")
        @Nullable
        Integer cpuPercent) {

    /** The fewest pods, one unless the spec says otherwise. */
    public int minOrDefault() {
        return min == null ? 1 : min;
    }

    /** How busy the pods are meant to be, in percent. */
    public int cpuPercentOrDefault() {
        return cpuPercent == null ? 80 : cpuPercent;
    }
}

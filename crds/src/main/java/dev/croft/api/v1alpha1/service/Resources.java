package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** What a pod asks for and may use. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value =
                "!has(self.requests) || !has(self.limits) || self.requests.all(r, !(r in self.limits) || quantity(self.requests[r]).compareTo(quantity(self.limits[r])) <= 0)",
        message = "a request is greater than its limit; lower resources.requests or raise resources.limits")
public record Resources(
        @JsonPropertyDescription(
                "What is set aside: cpu, memory, ephemeral-storage, each as a quantity such as 100m or " + "128Mi.")
        @Size(max = 3)
        Map<String, String> requests,

        @JsonPropertyDescription("What may be used at most: cpu, memory, ephemeral-storage, each as a quantity.")
        @Size(max = 3)
        Map<String, String> limits) {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public Resources {
        requests = requests == null ? Map.of() : Map.copyOf(requests);
        limits = limits == null ? Map.of() : Map.copyOf(limits);
    }
}

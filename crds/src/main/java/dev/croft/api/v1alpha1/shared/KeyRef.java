package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Names one key of a Secret or ConfigMap; changes when such references need more than that. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyRef(
        @JsonPropertyDescription("Name of the Secret or ConfigMap, in the same namespace.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = Form.SUBDOMAIN, message = Form.SUBDOMAIN_SAYS)
        String name,

        @JsonPropertyDescription("Key whose value is taken.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = Form.KEY, message = Form.KEY_SAYS)
        String key,

        @JsonPropertyDescription(
                "true: pods start without the variable where object or key are absent. Default false: pods wait for them.")
        @Nullable
        Boolean optional) {}

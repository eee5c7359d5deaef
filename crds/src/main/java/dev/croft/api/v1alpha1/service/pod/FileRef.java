package dev.croft.api.v1alpha1.service.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Form;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Names one key of a Secret or ConfigMap that must be there; changes when such references need more than that. */
public record FileRef(
        @JsonPropertyDescription("Name of the Secret or ConfigMap, in the same namespace. Pods wait for it.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = Form.SUBDOMAIN, message = Form.SUBDOMAIN_SAYS)
        String name,

        @JsonPropertyDescription("Key whose value is taken.")
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = Form.KEY, message = Form.KEY_SAYS)
        String key) {}

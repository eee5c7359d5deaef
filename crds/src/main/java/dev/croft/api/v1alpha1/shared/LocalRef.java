package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Names one object of the same namespace; changes when references need more than a name. */
public record LocalRef(
        @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = Form.SUBDOMAIN, message = Form.SUBDOMAIN_SAYS)
        @JsonPropertyDescription("Name of the object. It is looked for in this object's own namespace.")
        String name) {}

package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Form;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Names the Project that a Service belongs to; changes when that needs more than a name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectRef(
        @JsonPropertyDescription("Name of the Project, in the namespace of this Service.")
        @Required
        @Size(min = 1, max = 52)
        @ValidationRule(value = Form.LABEL, message = Form.LABEL_SAYS)
        String name) {}

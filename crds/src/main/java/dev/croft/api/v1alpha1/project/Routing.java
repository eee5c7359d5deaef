package dev.croft.api.v1alpha1.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Form;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The defaults of all routes of a Project; changes when routes get a new common default. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Routing(
        @Size(min = 1, max = 253)
        @ValidationRule(value = Form.SUBDOMAIN, message = Form.SUBDOMAIN_SAYS)
        @JsonPropertyDescription(
                "The IngressClass that serves the routes. Default: that of the installation, else the cluster's default class.")
        @Nullable
        String ingressClassName) {}

package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where the value of an environment variable comes from; changes when another source is offered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "[has(self.secretKeyRef), has(self.configMapKeyRef), has(self.fieldRef)].filter(x, x).size() == 1",
        message = "valueFrom names several sources or none, so the value is unclear; set exactly one of secretKeyRef,"
                + " configMapKeyRef and fieldRef")
public record EnvVarSource(
        @JsonPropertyDescription("A key of a Secret. A change of that Secret's content restarts the pods once.")
        @Nullable
        KeyRef secretKeyRef,

        @JsonPropertyDescription("A key of a ConfigMap. A change of that ConfigMap's content restarts the pods once.")
        @Nullable
        KeyRef configMapKeyRef,

        @JsonPropertyDescription("A field of the pod.") @Nullable
        FieldRef fieldRef) {}

package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Names one key of a Secret or ConfigMap in the same namespace. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KeyRef(
        @JsonPropertyDescription("Name of the Secret or ConfigMap, in the namespace of this resource.")
        @Required
        @Pattern("^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$")
        @Size(min = 1, max = 253)
        String name,

        @JsonPropertyDescription("Key whose value is taken.")
        @Required
        @Pattern("^[-._a-zA-Z0-9]+$")
        @Size(min = 1, max = 253)
        String key,

        @JsonPropertyDescription("Whether pods may start without it. Default: false, pods wait for it.") @Nullable
        Boolean optional) {}

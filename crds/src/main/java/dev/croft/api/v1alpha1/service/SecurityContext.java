package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** Who the containers run as. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SecurityContext(
        @JsonPropertyDescription("Numeric user, 1 or more. Default: that of the image, which must not be root.")
        @Min(1)
        @Max(4294967294L)
        @Nullable
        Long runAsUser,

        @JsonPropertyDescription("Numeric group, 1 or more. Default: that of the image.")
        @Min(1)
        @Max(4294967294L)
        @Nullable
        Long runAsGroup,

        @JsonPropertyDescription("Numeric group that owns the volumes, 1 or more.") @Min(1) @Max(4294967294L) @Nullable
        Long fsGroup) {}

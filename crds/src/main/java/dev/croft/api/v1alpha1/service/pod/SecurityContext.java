package dev.croft.api.v1alpha1.service.pod;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** As whom a Service's pods run; changes when more of it is left to the user. Root is not, by Pod Security restricted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecurityContext(
        @Min(1)
        @Max(2147483647)
        @JsonPropertyDescription(
                "User ID of the processes, 1 to 2147483647; root is never allowed. Default: the image's user.")
        @Nullable
        Long runAsUser,

        @Min(1)
        @Max(2147483647)
        @JsonPropertyDescription("Group ID of the processes, 1 to 2147483647. Default: the image's group.")
        @Nullable
        Long runAsGroup,

        @Min(1)
        @Max(2147483647)
        @JsonPropertyDescription("Group ID that owns mounted volumes, 1 to 2147483647. Default: none is set.")
        @Nullable
        Long fsGroup) {}

package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One release of a Service that went live. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Release(
        @JsonPropertyDescription("Fingerprint of everything that the release was made of.") @Required @Size(max = 64)
        String revision,

        @JsonPropertyDescription("The image as the spec named it.") @Required @Size(max = 512)
        String image,

        @JsonPropertyDescription("Digest of the image that ran.") @Size(max = 512) @Nullable
        String digest,

        @JsonPropertyDescription("When it was live, RFC 3339 in UTC.") @Required @Size(max = 64)
        String deployedAt) {}

package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One release that ran; changes when more of a release is remembered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Release(
        @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription("Fingerprint of everything that the release was made of.")
        String revision,

        @Required @Size(min = 1, max = 512) @JsonPropertyDescription("The image reference as spec.image had it.")
        String image,

        @Size(max = 512)
        @JsonPropertyDescription("Digest of the image that ran, for example sha256:... Absent where it was never seen.")
        @Nullable
        String digest,

        @Required @Size(max = 64) @JsonPropertyDescription("When the release went live, as RFC 3339 time.")
        String deployedAt) {}

package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One release that was rolled out; changes when more of a release is remembered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Release(
        @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
                "Fingerprint of all that the release was made of; a redeploy is no part of it. deploy.rollbackTo takes it.")
        String revision,

        @Required @Size(min = 1, max = 512) @JsonPropertyDescription("The image reference that was rolled out.")
        String image,

        @Size(max = 512)
        @JsonPropertyDescription("Digest of the image that ran, for example sha256:... Absent where it was never seen.")
        @Nullable
        String digest,

        @Size(max = 640)
        @JsonPropertyDescription(
                "Reference by which this very image can be pulled again. Absent where it came from no registry.")
        @Nullable
        String pinnedImage,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Hash of the content of the Secrets and ConfigMaps that the release read. Absent where it read none.")
        @Nullable
        String config,

        @Size(max = 64) @JsonPropertyDescription("When its rollout began, as RFC 3339 time.") @Nullable
        String startedAt,

        @Size(max = 64)
        @JsonPropertyDescription(
                "When all its pods were ready for the first time, as RFC 3339 time. Absent until then.")
        @Nullable
        String deployedAt,

        @Pattern("^(InProgress|Deployed|Failed|Superseded)$")
        @JsonPropertyDescription(
                "What became of it: InProgress, Deployed, Failed (its pods did not get ready, and may still), or Superseded (another one came before that).")
        @Nullable
        String outcome) {

    public static final String IN_PROGRESS = "InProgress";
    public static final String DEPLOYED = "Deployed";
    public static final String FAILED = "Failed";
    public static final String SUPERSEDED = "Superseded";
}

package dev.croft.api.v1alpha1.service.pod;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One file that is put into the containers; changes when its content can come from another place. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "[has(self.content), has(self.configMapRef), has(self.secretRef)].filter(x, x).size() == 1",
        messageExpression = "'the content of ' + self.path + ' comes from exactly one place; set one of content,"
                + " configMapRef and secretRef'")
public record File(
        @Required
        @Size(min = 2, max = 512)
        @ValidationRule(value = Volume.PATH, message = Volume.PATH_SAYS)
        @ValidationRule(value = Volume.NOT_THE_KERNELS, message = Volume.NOT_THE_KERNELS_SAYS)
        @JsonPropertyDescription("Where the container sees it: an absolute path, for example /etc/app/config.yaml.")
        String path,

        @Size(max = 65536)
        @JsonPropertyDescription(
                "The content as it is, at most 65536 characters. Keep secrets out of it: use secretRef.")
        @Nullable
        String content,

        @JsonPropertyDescription("A key of a ConfigMap whose value is the content.") @Nullable
        FileRef configMapRef,

        @JsonPropertyDescription("A key of a Secret whose value is the content.") @Nullable
        FileRef secretRef,

        // Explicit, or isTemplate below, which Jackson must not see, would take the field along.
        @JsonProperty("template")
        @JsonPropertyDescription(
                "true: each ${NAME} in the content stands for a variable of env or envFrom; write $${NAME} for the text itself. Default false.")
        @Nullable
        Boolean template) {

    /** Whether the content names variables. */
    @JsonIgnore
    public boolean isTemplate() {
        return Boolean.TRUE.equals(template);
    }
}

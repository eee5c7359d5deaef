package dev.croft.api.v1alpha1.service.pod;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.Form;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One place in the file system of a pod that is not the image's; changes when volumes get a further property. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "(has(self.ephemeral) && self.ephemeral) || has(self.size)",
        messageExpression =
                "'volume ' + self.name + ' lasts, and storage for it is asked for by its size; set size, for"
                        + " example 10Gi, or ephemeral: true'")
@ValidationRule(
        value = "!(has(self.ephemeral) && self.ephemeral && has(self.className))",
        messageExpression =
                "'volume ' + self.name + ' is ephemeral and lies on the node of its pod, so no storage class"
                        + " makes it; remove className, or ephemeral'")
public record Volume(
        @Required
        @Size(min = 1, max = 52)
        @ValidationRule(value = Form.LABEL, message = Form.LABEL_SAYS)
        @ValidationRule(
                value = "!self.startsWith('croft-')",
                message = "names that begin with croft- are for what Croft itself mounts; rename the volume")
        @JsonPropertyDescription(
                "Name of the volume. Its claim is called <name>-<service>-0; another name is another, empty volume.")
        String name,

        @Required
        @Size(min = 2, max = 512)
        @ValidationRule(value = Volume.PATH, message = Volume.PATH_SAYS)
        @ValidationRule(value = Volume.NOT_THE_KERNELS, message = Volume.NOT_THE_KERNELS_SAYS)
        @JsonPropertyDescription("Where the container sees it: an absolute path, for example /var/lib/data.")
        String mountPath,

        @Size(min = 1, max = 32)
        @ValidationRule(
                value = "isQuantity(self) && quantity(self).isGreaterThan(quantity('0'))",
                message = "not an amount of storage; write a number above 0 with a unit, for example 10Gi")
        @JsonPropertyDescription(
                "How much it holds, for example 10Gi. Required for a lasting volume. It can grow where the storage class allows it, and never shrinks.")
        @Nullable
        String size,

        @Size(min = 1, max = 253)
        @ValidationRule(value = Form.SUBDOMAIN, message = Form.SUBDOMAIN_SAYS)
        @JsonPropertyDescription("The storage class that makes it. Default: that of the cluster. Cannot be changed.")
        @Nullable
        String className,

        // Explicit, or isEphemeral below, which Jackson must not see, would take the field along.
        @JsonProperty("ephemeral")
        @JsonPropertyDescription(
                "true: the volume begins empty with each pod and goes with it. Default false: it lasts.")
        @Nullable
        Boolean ephemeral) {

    static final String PATH = "self.matches('^(/[^/:[:cntrl:]]+)+$') && !self.matches('/[.]{1,2}(/|$)')";
    static final String PATH_SAYS =
            "not a path to mount at, because it begins with /, names a directory below it, and has no empty, . or .. part and"
                    + " no colon; write it like /var/lib/data";
    static final String NOT_THE_KERNELS = "!self.matches('^/(proc|sys|dev)(/|$)')";
    static final String NOT_THE_KERNELS_SAYS =
            "what lies in /proc, /sys and /dev is the kernel's, and nothing can be put over it; choose another path";

    /** Whether it goes with its pod. */
    @JsonIgnore
    public boolean isEphemeral() {
        return Boolean.TRUE.equals(ephemeral);
    }
}

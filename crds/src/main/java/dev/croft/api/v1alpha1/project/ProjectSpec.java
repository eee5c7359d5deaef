package dev.croft.api.v1alpha1.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.EnvFrom;
import dev.croft.api.v1alpha1.shared.EnvVar;
import dev.croft.api.v1alpha1.shared.LocalRef;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person wants of a Project; changes with the public contract. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.domain) == has(self.entrypoint)",
        message = "domain and entrypoint only work together; set both or remove both")
public record ProjectSpec(
        @JsonPropertyDescription("What the Project is, for people.") @Size(max = 1024) @Nullable
        String description,

        @JsonPropertyDescription(
                "false takes the Project off the air: every Service at 0 pods, no routes, all data kept.")
        @Default("true")
        @Nullable
        Boolean enabled,

        @JsonPropertyDescription("production, staging or development. Containers see it as TIER.")
        @Default("production")
        @Nullable
        Tier tier,

        @JsonPropertyDescription("Host name under which the Service named in entrypoint is reached, for example "
                + "shop.example.com. Goes together with entrypoint.")
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")
        @Size(min = 1, max = 253)
        @Nullable
        String domain,

        @JsonPropertyDescription(
                "Name of the Service of this Project that answers at domain. Goes together with domain.")
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Size(min = 1, max = 52)
        @Nullable
        String entrypoint,

        @JsonPropertyDescription("Environment variables of every Service; a Service overrides one by its name.")
        @Size(max = 100)
        List<EnvVar> env,

        @JsonPropertyDescription("Secrets and ConfigMaps whose keys every Service sees as environment variables.")
        @Size(max = 20)
        List<EnvFrom> envFrom,

        @JsonPropertyDescription("Secrets with which the images of all Services are pulled.") @Size(max = 10)
        List<LocalRef> imagePullSecrets,

        @JsonPropertyDescription("Defaults for all routes of the Project.") @Nullable
        Routing routing) {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public ProjectSpec {
        env = env == null ? List.of() : List.copyOf(env);
        envFrom = envFrom == null ? List.of() : List.copyOf(envFrom);
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
    }

    /** Whether the Project is on the air; it is unless the spec says otherwise. */
    public boolean isEnabled() {
        return !Boolean.FALSE.equals(enabled);
    }

    /** The tier, production unless the spec says otherwise. */
    public Tier tierOrDefault() {
        return tier == null ? Tier.PRODUCTION : tier;
    }
}

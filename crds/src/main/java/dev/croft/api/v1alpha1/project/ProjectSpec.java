package dev.croft.api.v1alpha1.project;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.EnvFrom;
import dev.croft.api.v1alpha1.shared.EnvVar;
import dev.croft.api.v1alpha1.shared.Form;
import dev.croft.api.v1alpha1.shared.LocalRef;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person may say about a Project; changes when Projects get a new setting. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.domain) == has(self.entrypoint)",
        messageExpression = "has(self.domain) ? 'domain is set without entrypoint, so nothing would answer there; set"
                + " entrypoint to the Service that serves it, or remove domain' : 'entrypoint is set without domain, so it"
                + " has no address; set domain, or remove entrypoint'")
public record ProjectSpec(
        @Size(max = 1024)
        @JsonPropertyDescription("What the project is, in a sentence for people. At most 1024 characters.")
        @Nullable
        String description,

        // Explicit, or isEnabled below, which Jackson must not see, would take the field along.
        @JsonProperty("enabled")
        @Default("true")
        @JsonPropertyDescription(
                "false stops the project: every Service runs no pods and all routes are gone, data stays. Default true.")
        @Nullable
        Boolean enabled,

        @Default("production")
        @JsonPropertyDescription(
                "How much the project matters: production (default), staging or development. Containers see it as TIER.")
        @Nullable
        Tier tier,

        @Size(min = 1, max = 253)
        @ValidationRule(
                value = "self.matches('^" + Form.HOST_PATTERN + "')",
                message = "not a host name, because it is made of a-z, 0-9 and - in parts joined by dots, the last one"
                        + " beginning with a letter; write it like shop.example.com")
        @JsonPropertyDescription(
                "The project's main host name, for example shop.example.com. https://<domain>/ leads to entrypoint. Set together with it.")
        @Nullable
        String domain,

        @Size(min = 1, max = 52)
        @ValidationRule(value = Form.LABEL, message = Form.LABEL_SAYS)
        @JsonPropertyDescription("Name of the Service that answers at domain. Set together with domain.")
        @Nullable
        String entrypoint,

        @Size(max = 100)
        @ValidationRule(value = Form.ENV_ONCE, messageExpression = Form.ENV_ONCE_SAYS)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "Environment variables of every Service, at most 100. Where a Service sets the same name, the Service wins.")
        List<EnvVar> env,

        @Size(max = 32)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "Secrets and ConfigMaps whose keys every Service sees as variables, at most 32. Those of a Service come after them and win.")
        List<EnvFrom> envFrom,

        @Size(max = 16)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("Secrets with the credentials of image registries, for every Service. At most 16.")
        List<LocalRef> imagePullSecrets,

        @JsonPropertyDescription("Defaults of all routes of the project.") @Nullable
        Routing routing,

        @Default("Retain")
        @JsonPropertyDescription(
                "What becomes of volumes when the project is deleted: Retain (default) keeps them, Delete deletes them with it.")
        @Nullable
        DeletionPolicy deletionPolicy) {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public ProjectSpec {
        env = env == null ? List.of() : List.copyOf(env);
        envFrom = envFrom == null ? List.of() : List.copyOf(envFrom);
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
    }

    /** The same with other variables. */
    public ProjectSpec withEnv(List<EnvVar> others) {
        return new ProjectSpec(
                description,
                enabled,
                tier,
                domain,
                entrypoint,
                others,
                envFrom,
                imagePullSecrets,
                routing,
                deletionPolicy);
    }

    /** Whether the Project is on the air; it is unless the spec says otherwise. */
    @JsonIgnore
    public boolean isEnabled() {
        return !Boolean.FALSE.equals(enabled);
    }

    /** The tier, production unless the spec says otherwise. */
    public Tier tierOrDefault() {
        return tier == null ? Tier.PRODUCTION : tier;
    }

    /** What becomes of the data, which is kept unless the spec says otherwise. */
    public DeletionPolicy deletionPolicyOrDefault() {
        return deletionPolicy == null ? DeletionPolicy.RETAIN : deletionPolicy;
    }
}

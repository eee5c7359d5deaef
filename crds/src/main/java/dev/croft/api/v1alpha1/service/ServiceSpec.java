package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.shared.EnvFrom;
import dev.croft.api.v1alpha1.shared.EnvVar;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person wants of a Service; changes with the public contract. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.projectRef == oldSelf.projectRef",
        message =
                "projectRef cannot be changed, since the objects of the Service belong to its Project; create another Service instead")
@ValidationRule(
        value = "!has(self.ports) || self.ports.all(p, self.ports.exists_one(q, q.name == p.name))",
        message = "two ports have the same name; give each port a name of its own")
@ValidationRule(
        value =
                "!has(self.ports) || self.ports.all(p, self.ports.exists_one(q, q.port == p.port && q.protocol == p.protocol))",
        message = "two ports have the same number and protocol; remove one of them")
@ValidationRule(
        value =
                "!has(self.routes) || size(self.routes) == 0 || (has(self.ports) && self.ports.exists(p, p.protocol == 'TCP'))",
        message = "routes need a TCP port to lead to; add one to ports or remove routes")
@ValidationRule(
        value =
                "!has(self.routes) || !has(self.ports) || self.routes.all(r, !has(r.port) || self.ports.exists(p, (type(r.port) == int && p.port == int(r.port)) || (type(r.port) == string && p.name == string(r.port))))",
        message = "routes[].port names none of the ports; use the name or number of one of them")
@ValidationRule(
        value =
                "!has(self.allowFrom) || self.allowFrom.all(a, has(self.ports) && self.ports.exists(p, p.port == a.port))",
        message = "allowFrom[].port names none of the ports; use the number of one of them")
public record ServiceSpec(
        @JsonPropertyDescription("The Project that the Service belongs to; cannot be changed.") @Required
        ProjectRef projectRef,

        @JsonPropertyDescription("The image that runs, for example ghcr.io/acme/shop:1.4.2 or with a digest.")
        @Required
        @Pattern("^[a-z0-9]([-._:/a-zA-Z0-9]*[a-zA-Z0-9])?(@sha256:[0-9a-f]{64})?$")
        @Size(min = 1, max = 512)
        String image,

        @JsonPropertyDescription("Always, IfNotPresent or Never. Default: Always for a tag, IfNotPresent for a digest, "
                + "unless the installation says otherwise.")
        @Pattern("^(Always|IfNotPresent|Never)$")
        @Size(max = 12)
        @Nullable
        String imagePullPolicy,

        @JsonPropertyDescription("Program that runs instead of the entrypoint of the image.") @Size(max = 50)
        List<String> command,

        @JsonPropertyDescription("Arguments instead of those of the image.") @Size(max = 100)
        List<String> args,

        @JsonPropertyDescription("Environment variables; they win over those of the Project by name.") @Size(max = 100)
        List<EnvVar> env,

        @JsonPropertyDescription(
                "Secrets and ConfigMaps whose keys become environment variables, after those of the " + "Project.")
        @Size(max = 20)
        List<EnvFrom> envFrom,

        @JsonPropertyDescription("Ports that the Service listens on. None makes it a worker, without a core Service.")
        @Size(max = 20)
        List<Port> ports,

        @JsonPropertyDescription("How many pods run, 0 to 100. Default: 1.") @Min(0) @Max(100) @Nullable
        Integer replicas,

        @JsonPropertyDescription("What each pod asks for and may use.") @Nullable
        Resources resources,

        @JsonPropertyDescription("How the health of a pod is asked.") @Nullable
        Probes probes,

        @JsonPropertyDescription("Who the containers run as. All pods run without privileges.") @Nullable
        SecurityContext securityContext,

        @JsonPropertyDescription("Seconds that a pod gets to stop, 0 to 3600. Default: 30.")
        @Min(0)
        @Max(3600)
        @Nullable
        Integer terminationGracePeriodSeconds,

        @JsonPropertyDescription("Hosts and paths under which the Service is reached from outside. None: it cannot be.")
        @Size(max = 20)
        List<Route> routes,

        @JsonPropertyDescription("Who may connect besides the routes. None: nobody.") @Size(max = 50)
        List<AllowFrom> allowFrom) {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public ServiceSpec {
        command = command == null ? List.of() : List.copyOf(command);
        args = args == null ? List.of() : List.copyOf(args);
        env = env == null ? List.of() : List.copyOf(env);
        envFrom = envFrom == null ? List.of() : List.copyOf(envFrom);
        ports = ports == null ? List.of() : List.copyOf(ports);
        routes = routes == null ? List.of() : List.copyOf(routes);
        allowFrom = allowFrom == null ? List.of() : List.copyOf(allowFrom);
    }

    /** How many pods are wanted; one unless the spec says otherwise. */
    public int replicasOrDefault() {
        return replicas == null ? 1 : replicas;
    }
}

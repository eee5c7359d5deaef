package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.croft.api.v1alpha1.service.network.AllowFrom;
import dev.croft.api.v1alpha1.service.network.Egress;
import dev.croft.api.v1alpha1.service.pod.File;
import dev.croft.api.v1alpha1.service.pod.PreStop;
import dev.croft.api.v1alpha1.service.pod.Resources;
import dev.croft.api.v1alpha1.service.pod.SecurityContext;
import dev.croft.api.v1alpha1.service.pod.Volume;
import dev.croft.api.v1alpha1.service.probe.Probes;
import dev.croft.api.v1alpha1.shared.EnvFrom;
import dev.croft.api.v1alpha1.shared.EnvVar;
import dev.croft.api.v1alpha1.shared.Form;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person may say about a Service; changes when Services get a new setting. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = Across.ONE_PLACE, messageExpression = Across.ONE_PLACE_SAYS, fieldPath = ".image")
@ValidationRule(value = Across.EXTERNAL_ALONE, messageExpression = Across.EXTERNAL_ALONE_SAYS, fieldPath = ".external")
@ValidationRule(value = Across.EXTERNAL_PORT, message = Across.EXTERNAL_PORT_SAYS, fieldPath = ".routes")
@ValidationRule(value = Across.ROUTES_HAVE_A_PORT, message = Across.ROUTES_HAVE_A_PORT_SAYS, fieldPath = ".routes")
@ValidationRule(value = Across.ROUTE_PORTS, messageExpression = Across.ROUTE_PORTS_SAY, fieldPath = ".routes")
@ValidationRule(value = Across.ALLOWED_PORTS, message = Across.ALLOWED_PORTS_SAY, fieldPath = ".allowFrom")
@ValidationRule(value = Across.STARTUP_PORT, message = Across.PROBE_PORT_SAYS, fieldPath = ".probes.startup")
@ValidationRule(value = Across.READINESS_PORT, message = Across.PROBE_PORT_SAYS, fieldPath = ".probes.readiness")
@ValidationRule(value = Across.LIVENESS_PORT, message = Across.PROBE_PORT_SAYS, fieldPath = ".probes.liveness")
@ValidationRule(value = Across.TIMED, message = Across.TIMED_SAYS, fieldPath = ".schedule")
@ValidationRule(
        value = Across.SCHEDULED_ALONE,
        messageExpression = Across.SCHEDULED_ALONE_SAYS,
        fieldPath = ".schedule")
@ValidationRule(value = Across.ONE_RUN, message = Across.ONE_RUN_SAYS, fieldPath = ".concurrencyPolicy")
@ValidationRule(value = Across.SLEEP_ENDS, message = Across.SLEEP_ENDS_SAYS, fieldPath = ".preStop")
@ValidationRule(
        value = Across.FILES_OVER_VOLUMES,
        messageExpression = Across.FILES_OVER_VOLUMES_SAY,
        fieldPath = ".files")
@ValidationRule(value = Across.ONE_NUMBER, messageExpression = Across.ONE_NUMBER_SAYS, fieldPath = ".autoscaling")
@ValidationRule(value = Across.ONE_POD, message = Across.ONE_POD_SAYS, fieldPath = ".replicas")
public record ServiceSpec(
        @Required
        @ValidationRule(
                value = "self.name == oldSelf.name",
                message =
                        "projectRef cannot be changed, because all that runs for a Service belongs to its Project; delete"
                                + " the Service and create it anew in the other Project")
        @JsonPropertyDescription("The Project that the Service belongs to. Cannot be changed.")
        ProjectRef projectRef,

        @Size(min = 1, max = 512)
        @ValidationRule(value = Across.IMAGE, message = Across.IMAGE_SAYS)
        @JsonPropertyDescription(
                "The container image: [registry/]repository[:tag][@digest], for example ghcr.io/acme/shop:1.4.2. At most 512 characters. Exactly one of image and external is set.")
        @Nullable
        String image,

        @JsonPropertyDescription(
                "Something that runs elsewhere, which routes can lead to and other Services can call. Exactly one of image and external is set.")
        @Nullable
        External external,

        @JsonPropertyDescription(
                "When to ask the registry: Always (default for a tag), IfNotPresent (default for a digest) or Never.")
        @Pattern("^(Always|IfNotPresent|Never)$")
        @Nullable
        String imagePullPolicy,

        @Size(max = 100)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("Program to run, not in a shell. Default: the image's entrypoint.")
        List<@Size(max = 32768) String> command,

        @Size(max = 100)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("Arguments of the program. Default: the image's arguments.")
        List<@Size(max = 32768) String> args,

        @Size(max = 100)
        @ValidationRule(value = Form.ENV_ONCE, messageExpression = Form.ENV_ONCE_SAYS)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "Environment variables, at most 100. They win over those of the Project and over envFrom.")
        List<EnvVar> env,

        @Size(max = 32)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("Secrets and ConfigMaps whose keys become variables, at most 32; a later one wins.")
        List<EnvFrom> envFrom,

        @Size(max = 20)
        @ValidationRule(value = Across.PORT_NAMES, messageExpression = Across.PORT_NAMES_SAY)
        @ValidationRule(value = Across.PORT_NUMBERS, messageExpression = Across.PORT_NUMBERS_SAY)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "Ports that the container listens on, at most 20. None makes the Service a worker, which nothing can call.")
        List<Port> ports,

        @Min(0)
        @Max(100)
        @JsonPropertyDescription("How many pods run, 0 to 100; with a lasting volume 0 or 1. Default 1.")
        @Nullable
        Integer replicas,

        @Size(max = 16)
        @ValidationRule(value = Across.VOLUME_NAMES, messageExpression = Across.VOLUME_NAMES_SAY)
        @ValidationRule(value = Across.MOUNT_PATHS, messageExpression = Across.MOUNT_PATHS_SAY)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "Places of its own in the file system of the pods, at most 16. A lasting one makes the Service a StatefulSet of one pod.")
        List<Volume> volumes,

        @Size(max = 30)
        @ValidationRule(value = Across.FILE_PATHS, messageExpression = Across.FILE_PATHS_SAY)
        @ValidationRule(value = Across.FILE_SIZES, message = Across.FILE_SIZES_SAY)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("Files that are put into the containers, at most 30. A change restarts the pods once.")
        List<File> files,

        @JsonPropertyDescription(
                "CPU, memory and scratch space of each pod. Default: those of the namespace, if it has any.")
        @Nullable
        Resources resources,

        @JsonPropertyDescription("How the kubelet finds out whether the container works. Default: no probes.") @Nullable
        Probes probes,

        @JsonPropertyDescription("As which user and groups the pods run. Never as root.") @Nullable
        SecurityContext securityContext,

        @Min(0)
        @Max(3600)
        @JsonPropertyDescription("Seconds from SIGTERM to SIGKILL when a pod is stopped, 0 to 3600. Default 30.")
        @Nullable
        Integer terminationGracePeriodSeconds,

        @JsonPropertyDescription(
                "What the container does before SIGTERM, as part of terminationGracePeriodSeconds. Default: a Service with ports and without lasting volumes goes on for 5 seconds, until nobody sends it new requests.")
        @Nullable
        PreStop preStop,

        @Size(max = 50)
        @ValidationRule(value = Across.ANNOTATION_KEYS, messageExpression = Across.ANNOTATION_KEYS_SAY)
        @ValidationRule(value = Across.ANNOTATION_OWNERS, messageExpression = Across.ANNOTATION_OWNERS_SAY)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "Annotations of the pods, at most 50, for example prometheus.io/scrape. Those of the cluster itself and of Croft cannot be set.")
        Map<String, @Size(max = 1024) String> podAnnotations,

        @Size(min = 1, max = 100)
        @ValidationRule(value = Across.SCHEDULE, message = Across.SCHEDULE_SAYS)
        @JsonPropertyDescription(
                "Runs the Service as a job at these times instead of all the time: minute, hour, day of month, month and day of week, or @hourly, @daily, @weekly, @monthly, @yearly.")
        @Nullable
        String schedule,

        @Size(min = 1, max = 64)
        @ValidationRule(
                value = "self.matches('^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$') && self != 'Local'",
                message =
                        "not a time zone, because it is named by region and city; write it like Europe/London, or Etc/UTC")
        @JsonPropertyDescription("Time zone of the schedule, for example Europe/London. Default Etc/UTC.")
        @Nullable
        String timeZone,

        @JsonPropertyDescription(
                "What happens when a run is due while the last one goes on: Forbid (default) skips it, Replace ends the last one, Allow runs both.")
        @Pattern("^(Allow|Forbid|Replace)$")
        @Nullable
        String concurrencyPolicy,

        @Size(max = 16)
        @ValidationRule(value = Across.ROUTES_ONCE, messageExpression = Across.ROUTES_ONCE_SAY)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "Ways from outside the cluster to this Service, at most 16. None: it is reached from inside only.")
        List<Route> routes,

        @Size(max = 50)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "Who may call this Service besides the ingress controller that serves its routes, at most 50 entries. Default: nobody, not even Services of its own Project.")
        List<AllowFrom> allowFrom,

        @Size(max = 50)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "What this Service may call besides the cluster's DNS and those that let it in, at most 50 entries. Default: nothing.")
        List<Egress> egress,

        @JsonPropertyDescription(
                "Lets the number of pods follow how busy they are, instead of replicas. Wants resources.requests.cpu, and a metrics server in the cluster.")
        @Nullable
        Autoscaling autoscaling,

        @JsonPropertyDescription("Which release runs, besides what the image says.") @Nullable
        Deploy deploy,

        @Size(max = 16)
        @ValidationRule(value = Across.DEPENDS_ONCE, message = Across.DEPENDS_ONCE_SAYS)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("What has to answer before a pod starts, at most 16 entries.")
        List<DependsOn> dependsOn,

        @JsonPropertyDescription("How the dashboard shows this Service.") @Nullable
        Dashboard dashboard) {

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public ServiceSpec {
        command = command == null ? List.of() : List.copyOf(command);
        args = args == null ? List.of() : List.copyOf(args);
        env = env == null ? List.of() : List.copyOf(env);
        envFrom = envFrom == null ? List.of() : List.copyOf(envFrom);
        ports = ports == null ? List.of() : List.copyOf(ports);
        podAnnotations = podAnnotations == null ? Map.of() : Map.copyOf(podAnnotations);
        files = files == null ? List.of() : List.copyOf(files);
        volumes = volumes == null ? List.of() : List.copyOf(volumes);
        routes = routes == null ? List.of() : List.copyOf(routes);
        egress = egress == null ? List.of() : List.copyOf(egress);
        allowFrom = allowFrom == null ? List.of() : List.copyOf(allowFrom);
        dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    }

    /** How many pods are wanted; one unless the spec says otherwise. */
    public int replicasOrDefault() {
        return replicas == null ? 1 : replicas;
    }

    /** The volumes that outlive a pod. */
    public List<Volume> lastingVolumes() {
        return volumes.stream().filter(volume -> !volume.isEphemeral()).toList();
    }

    /** Whether it runs at times, and not all the time. */
    @JsonIgnore
    public boolean isScheduled() {
        return schedule != null;
    }

    /** What happens when a run is due while the last one goes on. */
    public String concurrencyPolicyOrDefault() {
        return concurrencyPolicy == null ? "Forbid" : concurrencyPolicy;
    }

    /** The time zone of the schedule. */
    public String timeZoneOrDefault() {
        return timeZone == null ? "Etc/UTC" : timeZone;
    }

    /** The revision to go back to, if one is named. */
    public Optional<String> rollbackTo() {
        return Optional.ofNullable(deploy).map(Deploy::rollbackTo);
    }
}

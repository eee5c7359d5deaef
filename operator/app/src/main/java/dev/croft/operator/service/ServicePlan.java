package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.External;
import dev.croft.operator.network.ServicePolicy;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.routing.CoreService;
import dev.croft.operator.routing.ExternalEndpointSlice;
import dev.croft.operator.routing.RouteIngress;
import dev.croft.operator.routing.ServiceRoutes;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.sources.ConfigSource;
import dev.croft.operator.sources.Sources;
import dev.croft.operator.workload.Replicas;
import dev.croft.operator.workload.ServeAutoscaler;
import dev.croft.operator.workload.ServeDisruptionBudget;
import dev.croft.operator.workload.ServeWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What should exist for a Service: one line per object. */
final class ServicePlan {

    private static final int SHOWN = 1000;

    private ServicePlan() {}

    /**
     * Plans one Service.
     *
     * @param owned every object that the Service owns now, which all stay while its Project is missing or
     *     what it asks for cannot be
     */
    static Plan of(CroftService service, ServiceObserved seen, Settings settings, List<? extends HasMetadata> owned) {
        var draft = new Plan.Draft();
        if (seen.project().isEmpty()) {
            draft.hold(projectNotFound(service));
            owned.forEach(draft::keep);
            return draft.finish();
        }
        Project project = seen.project().get();
        var volumes = new VolumesPlan(project, service, seen);
        var replicas = Replicas.of(project, service, ServeWorkload.present(seen.workloads(), service));
        var pods = new PodsPlan(project, service, seen, replicas);
        var impossible = Impossible.in(service, seen.siblings(), settings, seen.addresses())
                .or(volumes::impossible);
        if (impossible.isPresent()) {
            draft.problem(impossible.get());
            owned.forEach(draft::keep);
            // What cannot be is no reason to run on where that is switched off, nor to stay off afterwards.
            pods.switchOnOrOff(draft);
            volumes.addAsTheyAre(draft);
            return draft.finish();
        }
        var external = service.getSpec().external();
        if (external != null) {
            volumes.addAsTheyAre(draft);
            external(draft, project, service, external, seen, settings, owned);
            return draft.finish();
        }
        var routedPorts =
                ways(project, service).stream().map(ServiceRoutes.Way::port).toList();

        volumes.addTo(draft);
        sourcesHold(seen.sources()).ifPresent(draft::hold);
        badTemplates(seen.sources()).ifPresent(draft::problem);
        if (draft.isHeld() && pods.areOfAnotherNature()) {
            // What leads to a server does not suit a schedule, nor the other way round; and those of before run on.
            owned.forEach(draft::keep);
            pods.switchOnOrOff(draft);
            return draft.finish();
        }
        var moved = CoreService.moved(service, seen.pods());
        draft.name(ServicePolicy.of(project, service, routedPorts, moved, seen.siblings(), settings));
        if (!service.getSpec().ports().isEmpty()) {
            draft.name(CoreService.of(project, service, moved));
        }
        if (most(service, replicas) >= ServeDisruptionBudget.FEWEST_REPLICAS) {
            draft.base(ServeDisruptionBudget.of(project, service));
        }
        var autoscaling = service.getSpec().autoscaling();
        if (autoscaling != null && !replicas.isNone()) {
            draft.base(ServeAutoscaler.of(project, service, autoscaling));
        }
        ingress(draft, project, service, seen, settings);
        pods.addTo(draft, settings);
        return draft.finish();
    }

    private static int most(CroftService service, Replicas replicas) {
        var autoscaling = service.getSpec().autoscaling();
        return autoscaling == null || replicas.isNone() ? replicas.number() : autoscaling.max();
    }

    private static void external(
            Plan.Draft draft,
            Project project,
            CroftService service,
            External external,
            ServiceObserved seen,
            Settings settings,
            List<? extends HasMetadata> owned) {
        var misleading = seen.core().filter(live -> !CoreService.canLeadTo(external, project, live));
        if (misleading.isPresent()) {
            draft.remake(misleading.get());
            // It goes with a new one as well; and where a watch is late, the new one has it already.
            owned.stream().filter(EndpointSlice.class::isInstance).forEach(draft::keep);
            draft.hold(Hold.of(ServiceReason.RollingOut, "The core Service is made anew, as it led to pods before."));
        } else if (external.isAddress()) {
            draft.name(CoreService.ofAddress(project, service, external, seen.core()));
            draft.base(ExternalEndpointSlice.of(project, service, external));
        } else {
            draft.name(CoreService.ofName(project, service, external));
        }
        ingress(draft, project, service, seen, settings);
    }

    private static void ingress(
            Plan.Draft draft, Project project, CroftService service, ServiceObserved seen, Settings settings) {
        var ways = ways(project, service);
        if (!ways.isEmpty()) {
            var className = RouteIngress.className(project, settings, seen.ingressClasses(), seen.liveClass());
            draft.base(RouteIngress.of(project, service, ways, className));
        }
    }

    private static List<ServiceRoutes.Way> ways(Project project, CroftService service) {
        return project.getSpec().isEnabled() ? ServiceRoutes.of(project, service) : List.of();
    }

    private static Hold projectNotFound(CroftService service) {
        var name = service.getSpec().projectRef().name();
        return Hold.of(
                ServiceReason.ProjectNotFound,
                "spec.projectRef.name: no readable Project %s in this namespace. Create it; until then nothing of this Service changes."
                        .formatted(name));
    }

    private static Optional<Hold> sourcesHold(Sources sources) {
        if (!sources.unlistedKinds().isEmpty()) {
            return Optional.of(Hold.of(
                    AnyReason.NotPermitted,
                    "%ss cannot be watched, which env, envFrom or files name; running pods stay as they are until then. Grant the operator list and watch on them."
                            .formatted(String.join("s and ", sources.unlistedKinds()))));
        }
        if (!sources.missing().isEmpty()) {
            var names = sources.missing().stream()
                    .sorted((one, other) -> one.id().compareTo(other.id()))
                    .map(ServicePlan::describe)
                    .collect(Collectors.joining(", "));
            return Optional.of(Hold.of(
                    ServiceReason.SourceNotFound,
                    "%s not found, which env, envFrom or files name. Create it; running pods stay as they are until then."
                            .formatted(names)));
        }
        if (!sources.missingKeys().isEmpty()) {
            return Optional.of(Hold.of(
                    ServiceReason.KeyNotFound,
                    "Key not found: %s, which env or files name. Add it; running pods stay as they are until then."
                            .formatted(String.join(", ", sources.missingKeys()))));
        }
        return Optional.empty();
    }

    private static Optional<Problem> badTemplates(Sources sources) {
        return sources.badTemplates().isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                        ServiceReason.TemplateError,
                        "spec.files: %s, which is no variable of env or envFrom. Add it there, or write $${...} for the text itself; running pods keep their files until then."
                                .formatted(shorten(String.join("; ", sources.badTemplates())))));
    }

    private static String shorten(String names) {
        return names.length() > SHOWN ? names.substring(0, SHOWN) + "…" : names;
    }

    private static String describe(ConfigSource source) {
        return source.kind() + " " + source.name();
    }
}

package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.ConfigSource;
import dev.croft.operator.network.ServicePolicy;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Sources;
import dev.croft.operator.routing.RouteIngress;
import dev.croft.operator.routing.ServiceRoutes;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.workload.CoreService;
import dev.croft.operator.workload.ServeDisruptionBudget;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What should exist for a Service: one line per object. */
final class ServicePlan {

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
        var impossible = Times.impossible(service.getSpec()).or(volumes::impossible);
        if (impossible.isPresent()) {
            draft.problem(impossible.get());
            owned.forEach(draft::keep);
            return draft.finish();
        }
        int replicas = project.getSpec().isEnabled() ? service.getSpec().replicasOrDefault() : 0;
        List<ServiceRoutes.Way> ways = project.getSpec().isEnabled() ? ServiceRoutes.of(project, service) : List.of();
        var routedPorts = ways.stream().map(ServiceRoutes.Way::port).toList();

        volumes.addTo(draft);
        draft.base(ServicePolicy.of(project, service, routedPorts, seen.siblings(), settings));
        if (!service.getSpec().ports().isEmpty()) {
            draft.base(CoreService.of(project, service));
        }
        if (replicas >= ServeDisruptionBudget.FEWEST_REPLICAS) {
            draft.base(ServeDisruptionBudget.of(project, service));
        }
        if (!ways.isEmpty()) {
            var className = RouteIngress.className(project, settings, seen.ingressClasses(), seen.liveClass());
            draft.base(RouteIngress.of(project, service, ways, className));
        }
        sourcesHold(seen.sources()).ifPresent(draft::hold);
        new PodsPlan(project, service, seen, replicas).addTo(draft, settings);
        return draft.finish();
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
                    "%ss cannot be watched, which env or envFrom names; running pods stay as they are until then. Grant the operator list and watch on them."
                            .formatted(String.join("s and ", sources.unlistedKinds()))));
        }
        if (!sources.missing().isEmpty()) {
            var names = sources.missing().stream()
                    .sorted((one, other) -> one.id().compareTo(other.id()))
                    .map(ServicePlan::describe)
                    .collect(Collectors.joining(", "));
            return Optional.of(Hold.of(
                    ServiceReason.SourceNotFound,
                    "%s not found, which env or envFrom names. Create it; running pods stay as they are until then."
                            .formatted(names)));
        }
        if (!sources.missingKeys().isEmpty()) {
            return Optional.of(Hold.of(
                    ServiceReason.KeyNotFound,
                    "Key not found: %s, which env names. Add it; running pods stay as they are until then."
                            .formatted(String.join(", ", sources.missingKeys()))));
        }
        return Optional.empty();
    }

    private static String describe(ConfigSource source) {
        return source.kind() + " " + source.name();
    }
}

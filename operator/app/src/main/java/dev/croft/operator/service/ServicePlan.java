package dev.croft.operator.service;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.ConfigSource;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.network.ServicePolicy;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Sources;
import dev.croft.operator.routing.RouteIngress;
import dev.croft.operator.routing.ServiceRoutes;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.workload.CoreService;
import dev.croft.operator.workload.PodTemplate;
import dev.croft.operator.workload.Release;
import dev.croft.operator.workload.RunningRelease;
import dev.croft.operator.workload.ServeDeployment;
import dev.croft.operator.workload.ServeDisruptionBudget;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What should exist for a Service: one line per object. */
final class ServicePlan {

    private ServicePlan() {}

    /**
     * Plans one Service.
     *
     * @param owned every object that the Service owns now, which all stay while its Project is missing
     */
    static Plan of(
            CroftService service,
            ServiceObserved seen,
            Settings settings,
            List<? extends io.fabric8.kubernetes.api.model.HasMetadata> owned) {
        var draft = new Plan.Draft();
        if (seen.project().isEmpty()) {
            draft.hold(projectNotFound(service));
            owned.forEach(draft::keep);
            return draft.finish();
        }
        Project project = seen.project().get();
        int replicas = project.getSpec().isEnabled() ? service.getSpec().replicasOrDefault() : 0;
        List<ServiceRoutes.Way> ways = project.getSpec().isEnabled() ? ServiceRoutes.of(project, service) : List.of();
        var routedPorts = ways.stream().map(ServiceRoutes.Way::port).toList();

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
        deployment(draft, project, service, seen, replicas, settings);
        return draft.finish();
    }

    private static void deployment(
            Plan.Draft draft,
            Project project,
            CroftService service,
            ServiceObserved seen,
            int replicas,
            Settings settings) {
        sourcesHold(seen.sources()).ifPresent(draft::hold);
        Optional<Deployment> live = seen.deployment();
        if (draft.isHeld()) {
            // The old pods keep running, whole; without any there is nothing to run yet.
            live.ifPresent(deployment -> keepPods(draft, project, service, deployment, replicas));
            return;
        }
        var release = undisturbed(Release.of(project, service, seen.sources()), live);
        var template = PodTemplate.of(project, service, release, settings);
        var wanted = ServeDeployment.of(project, service, release, template, replicas);
        if (live.isPresent() && onlyDefaultsDiffer(live.get(), wanted, project, service)) {
            keepPods(draft, project, service, live.get(), replicas);
        } else {
            draft.workload(wanted);
        }
    }

    // A source whose metadata alone changed has another version and the same content: nothing to write down.
    private static Release undisturbed(Release release, Optional<Deployment> live) {
        var sources = release.sources();
        return live.map(deployment -> deployment.getMetadata().getAnnotations())
                .filter(annotations -> release.fingerprint().equals(annotations.get(Annotations.RELEASE))
                        && sources.hash().equals(annotations.get(Annotations.CONFIG)))
                .map(annotations -> annotations.getOrDefault(Annotations.SOURCES, ""))
                .map(versions -> new Release(
                        release.fingerprint(),
                        new Sources(sources.missing(), sources.missingKeys(), versions, sources.hash())))
                .orElse(release);
    }

    // A newer operator builds another template for the same release: its defaults wait for the next release. Pods that
    // somebody changed have to be replaced anyway.
    private static boolean onlyDefaultsDiffer(
            Deployment live, Deployment wanted, Project project, CroftService service) {
        return sameAnnotation(live, wanted, Annotations.RELEASE)
                && live.getMetadata().getAnnotations().containsKey(Annotations.TEMPLATE)
                && !sameAnnotation(live, wanted, Annotations.TEMPLATE)
                && RunningRelease.isIn(
                        live.getSpec().getTemplate(), wanted.getSpec().getTemplate(), project, service);
    }

    private static boolean sameAnnotation(Deployment one, Deployment other, String annotation) {
        return other.getMetadata()
                .getAnnotations()
                .getOrDefault(annotation, "")
                .equals(one.getMetadata().getAnnotations().get(annotation));
    }

    private static void keepPods(
            Plan.Draft draft, Project project, CroftService service, Deployment live, int replicas) {
        if (live.getSpec().getReplicas() == replicas && carriesLabels(live, project, service)) {
            draft.keep(live);
        } else {
            draft.workload(ServeDeployment.scaled(project, service, live, replicas));
        }
    }

    // Without them no watch of Croft shows it, or to no Service.
    private static boolean carriesLabels(Deployment live, Project project, CroftService service) {
        var labels = live.getMetadata().getLabels();
        return labels != null
                && project.getMetadata().getName().equals(labels.get(Labels.PROJECT))
                && service.getMetadata().getName().equals(labels.get(Labels.SERVICE));
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

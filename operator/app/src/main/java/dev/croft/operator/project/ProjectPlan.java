package dev.croft.operator.project;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.network.ProjectPolicy;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.workload.VolumeClaim;
import java.util.Optional;

/** What should exist for a Project as a whole: one line per object. */
final class ProjectPlan {

    private ProjectPlan() {}

    static Plan of(Project project, ProjectObserved seen, Settings settings) {
        var draft = new Plan.Draft();
        draft.base(ProjectPolicy.of(project, settings));
        seen.claims().forEach(claim -> draft.data(VolumeClaim.asItIs(project, claim)));
        entrypoint(draft, project, seen);
        return draft.finish();
    }

    private static void entrypoint(Plan.Draft draft, Project project, ProjectObserved seen) {
        var name = project.getSpec().entrypoint();
        if (name == null) {
            return;
        }
        Optional<CroftService> service = seen.services().stream()
                .filter(candidate -> candidate.getMetadata().getName().equals(name))
                .findFirst();
        if (service.isEmpty()) {
            draft.hold(Hold.of(
                    ProjectReason.EntrypointNotFound,
                    "spec.entrypoint: this Project has no Service %s, so nothing answers at %s. Create it, or correct spec.entrypoint."
                            .formatted(name, project.getSpec().domain())));
            return;
        }
        var spec = service.get().getSpec();
        if (spec != null
                && spec.external() == null
                && spec.ports().stream().noneMatch(port -> "TCP".equals(port.protocolOrDefault()))) {
            draft.problem(Problem.of(
                    ProjectReason.EntrypointWithoutPort,
                    "spec.entrypoint: Service %s has no TCP port, so nothing answers at %s. Add one to its spec.ports, or name another Service."
                            .formatted(name, project.getSpec().domain())));
        }
    }
}

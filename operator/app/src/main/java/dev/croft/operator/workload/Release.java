package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Fingerprint;
import dev.croft.operator.outcome.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything by which a user decides what a pod is: equal releases run equal pods. The operator's own defaults are no
 * part of it, so an upgrade of the operator is no release.
 *
 * @param fingerprint names the release; shown as {@code status.revision}
 * @param sources the configuration that the release reads
 */
public record Release(String fingerprint, Sources sources) {

    public static Release of(Project project, CroftService service, Sources sources) {
        var shared = project.getSpec();
        var spec = service.getSpec();
        // Named one by one: what is not named here (replicas, routes) changes without a restart. A Map would refuse
        // null.
        List<Object> inputs = new ArrayList<>();
        inputs.add(shared.tierOrDefault());
        inputs.add(Map.of("env", shared.env(), "envFrom", shared.envFrom(), "pull", shared.imagePullSecrets()));
        inputs.add(spec.image());
        inputs.add(String.valueOf(spec.imagePullPolicy()));
        inputs.add(
                Map.of("command", spec.command(), "args", spec.args(), "env", spec.env(), "envFrom", spec.envFrom()));
        inputs.add(Fingerprint.of(spec.ports()));
        inputs.add(Fingerprint.of(spec.resources()));
        inputs.add(Fingerprint.of(spec.probes()));
        inputs.add(Fingerprint.of(spec.securityContext()));
        inputs.add(String.valueOf(spec.terminationGracePeriodSeconds()));
        inputs.add(sources.hash());
        var annotations = service.getMetadata().getAnnotations();
        inputs.add(annotations == null ? "" : annotations.getOrDefault(Annotations.REDEPLOY, ""));
        return new Release(Fingerprint.of(inputs).substring(0, 10), sources);
    }
}

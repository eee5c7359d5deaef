package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.Volume;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Fingerprint;
import dev.croft.operator.naming.Image;
import dev.croft.operator.sources.Sources;
import dev.croft.operator.sources.Variables;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything by which a user decides what a pod is: equal releases run equal pods. The operator's own defaults are no
 * part of it, so an upgrade of the operator is no release.
 *
 * @param fingerprint names the release; another one is another rollout
 * @param revision names its content alone, without the redeploy; shown as {@code status.revision}
 * @param sources the configuration that the release reads
 */
public record Release(String fingerprint, String revision, Sources sources) {

    /**
     * The release that should run.
     *
     * @param image what runs, which may be an earlier image than that of the spec
     */
    public static Release of(Project project, CroftService service, Image image, Sources sources) {
        var shared = project.getSpec();
        var spec = service.getSpec();
        // Named one by one: what is not named here (replicas, routes) changes without a restart. By name and not by
        // place, so that an input which a later version adds does not count where it is not set.
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("tier", shared.tierOrDefault().text());
        inputs.put("sharedEnv", Variables.shared(project, service));
        inputs.put("sharedEnvFrom", shared.envFrom());
        inputs.put("imagePullSecrets", shared.imagePullSecrets());
        inputs.put("image", image.named());
        inputs.put("imagePullPolicy", spec.imagePullPolicy());
        inputs.put("command", spec.command());
        inputs.put("args", spec.args());
        inputs.put("env", spec.env());
        inputs.put("envFrom", spec.envFrom());
        inputs.put("ports", spec.ports());
        inputs.put("resources", spec.resources());
        inputs.put("probes", spec.probes());
        inputs.put("securityContext", spec.securityContext());
        inputs.put("terminationGracePeriodSeconds", spec.terminationGracePeriodSeconds());
        inputs.put("scheduled", spec.isScheduled() ? "yes" : null);
        inputs.put("files", spec.files());
        inputs.put("dependsOn", spec.dependsOn());
        inputs.put("preStop", spec.preStop());
        inputs.put("podAnnotations", spec.podAnnotations());
        inputs.put("volumes", spec.volumes().stream().map(Release::mounted).toList());
        inputs.put("content", sources.hash());
        var revision = Fingerprint.of(inputs);
        var annotations = service.getMetadata().getAnnotations();
        inputs.put("pulled", image.pulled().equals(image.named()) ? null : image.pulled());
        inputs.put("redeploy", annotations == null ? null : annotations.get(Annotations.REDEPLOY));
        return new Release(shortened(Fingerprint.of(inputs)), shortened(revision), sources);
    }

    private static String shortened(String fingerprint) {
        return fingerprint.substring(0, 10);
    }

    // A lasting volume that grows is no reason for another pod.
    private static Volume mounted(Volume volume) {
        return volume.isEphemeral() ? volume : new Volume(volume.name(), volume.mountPath(), null, null, null);
    }
}

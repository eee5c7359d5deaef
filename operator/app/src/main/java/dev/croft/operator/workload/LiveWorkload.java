package dev.croft.operator.workload;

import dev.croft.operator.naming.Annotations;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment, StatefulSet or CronJob as it is live, in the words that they share. Changes when Services run in a further way.
 *
 * @param object the live object itself
 * @param replicas how many pods it asks for; of a CronJob one, or none while it is suspended
 * @param template what its next pods are made of
 * @param total how many pods there are, of any release
 * @param updated how many of them are made of the template; empty before its controller has looked at it as it stands now
 * @param ready how many of them are ready
 * @param refusal why pods may not be made, where its controller tells
 */
public record LiveWorkload(
        HasMetadata object,
        int replicas,
        PodTemplateSpec template,
        int total,
        OptionalInt updated,
        int ready,
        Optional<String> refusal) {

    public static LiveWorkload of(Deployment live) {
        var status = Optional.ofNullable(live.getStatus()).orElseGet(DeploymentStatus::new);
        return new LiveWorkload(
                live,
                orZero(live.getSpec().getReplicas()),
                live.getSpec().getTemplate(),
                orZero(status.getReplicas()),
                updated(live, status.getObservedGeneration(), status.getUpdatedReplicas()),
                orZero(status.getReadyReplicas()),
                status.getConditions().stream()
                        .filter(condition ->
                                "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                        .findFirst()
                        .map(DeploymentCondition::getMessage));
    }

    public static LiveWorkload of(CronJob live) {
        // It starts its pods by itself; as far as a plan goes there is one, which always is as it should be. Suspended,
        // it
        // has none, but for those that were under way.
        boolean suspended = Boolean.TRUE.equals(live.getSpec().getSuspend());
        int active = live.getStatus() == null ? 0 : live.getStatus().getActive().size();
        int runs = suspended ? active : 1;
        return new LiveWorkload(
                live,
                suspended ? 0 : 1,
                live.getSpec().getJobTemplate().getSpec().getTemplate(),
                runs,
                OptionalInt.of(runs),
                runs,
                Optional.empty());
    }

    public static LiveWorkload of(StatefulSet live) {
        var status = Optional.ofNullable(live.getStatus()).orElseGet(StatefulSetStatus::new);
        return new LiveWorkload(
                live,
                orZero(live.getSpec().getReplicas()),
                live.getSpec().getTemplate(),
                orZero(status.getReplicas()),
                updated(live, status.getObservedGeneration(), status.getUpdatedReplicas()),
                orZero(status.getReadyReplicas()),
                // Its controller tells in Events only.
                Optional.empty());
    }

    /** Fingerprint of the release that its next pods run; empty text where somebody took it away. */
    public String release() {
        return annotation(Annotations.RELEASE).orElse("");
    }

    /** Fingerprint of that release's content; empty where an older operator wrote none, or somebody took it away. */
    public Optional<String> revision() {
        return annotation(Annotations.REVISION);
    }

    public Optional<String> annotation(String name) {
        return annotation(object, name);
    }

    /** Whether a pod is of the release that its next pods run. */
    public boolean hasReleaseOf(Pod pod) {
        return annotation(pod, Annotations.RELEASE).equals(Optional.of(release()));
    }

    private static Optional<String> annotation(HasMetadata object, String name) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
    }

    /** The image that its next pods run; empty text for a template that somebody emptied. */
    public String image() {
        return Optional.ofNullable(template.getSpec()).stream()
                .flatMap(pod -> pod.getContainers().stream())
                .findFirst()
                .map(Container::getImage)
                .orElse("");
    }

    /** Whether all pods that are wanted, and no others, run by its template and are ready. */
    public boolean isComplete(int wanted) {
        return updated.equals(OptionalInt.of(wanted)) && total == wanted && ready == wanted;
    }

    private static OptionalInt updated(HasMetadata live, @Nullable Long observed, @Nullable Integer updated) {
        return observed != null && observed >= live.getMetadata().getGeneration()
                ? OptionalInt.of(orZero(updated))
                : OptionalInt.empty();
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}

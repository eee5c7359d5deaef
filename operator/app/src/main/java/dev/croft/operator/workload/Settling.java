package dev.croft.operator.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a new pod must run before an old one is ended for it; changes with what else tells that a pod is well. */
final class Settling {

    // Most programs that lack something say so in their first seconds.
    private static final int UNPROBED_SECONDS = 5;

    private Settling() {}

    /** Seconds, or null where the application says itself when it is ready: without a probe, started counts as ready. */
    static @Nullable Integer seconds(PodTemplateSpec template) {
        boolean isProbed = Stream.ofNullable(template.getSpec())
                .flatMap(pod -> pod.getContainers().stream())
                .map(Container::getReadinessProbe)
                .anyMatch(Objects::nonNull);
        return isProbed ? null : UNPROBED_SECONDS;
    }
}

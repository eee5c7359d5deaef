package dev.croft.operator.workload;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many pods a Service is to have, and who says so. Changes with who else may.
 *
 * @param number how many; where an autoscaler decides, what it has decided so far
 */
public record Replicas(int number, Decider decider) {

    /** Who says how many pods there are. */
    public enum Decider {
        SPEC,
        AUTOSCALER
    }

    /**
     * As things stand.
     *
     * @param live the workload of the Service's present kind, if there is one
     */
    public static Replicas of(Project project, CroftService service, Optional<LiveWorkload> live) {
        if (!project.getSpec().isEnabled()) {
            return new Replicas(0, Decider.SPEC);
        }
        var autoscaling = service.getSpec().autoscaling();
        if (autoscaling == null) {
            return new Replicas(service.getSpec().replicasOrDefault(), Decider.SPEC);
        }
        int least = autoscaling.minOrDefault();
        int now = live.map(LiveWorkload::replicas).orElse(0);
        // An autoscaler takes 0 for switched off and leaves it so, and what is made without a number begins with one
        // pod.
        return now == 0 && (live.isPresent() || least > 1)
                ? new Replicas(least, Decider.SPEC)
                : new Replicas(Math.max(now, least), Decider.AUTOSCALER);
    }

    /** What to write; null leaves the number to the autoscaler, whose every decision would be undone otherwise. */
    @Nullable
    Integer named() {
        return decider == Decider.SPEC ? number : null;
    }

    public boolean isNone() {
        return number == 0;
    }
}

package dev.croft.operator.pod;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.PreStop;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleBuilder;
import java.util.Optional;

/** What a pod does when it is to go, before it is told so; changes with how requests are kept from getting lost. */
final class Drain {

    // Whoever routes requests hears of a pod's end from a watch, as late as the pod itself.
    private static final int UNTIL_ALL_KNOW_SECONDS = 5;
    private static final int USUAL_GRACE_SECONDS = 30;

    private Drain() {}

    static Optional<Lifecycle> of(CroftService service) {
        var asked = service.getSpec().preStop();
        return asked == null ? sleep(usual(service)) : asked(asked);
    }

    private static Optional<Lifecycle> asked(PreStop asked) {
        var exec = asked.exec();
        var sleep = asked.sleep();
        return exec != null
                ? Optional.of(new LifecycleBuilder()
                        .withNewPreStop()
                        .withNewExec()
                        .withCommand(exec.command())
                        .endExec()
                        .endPreStop()
                        .build())
                : sleep(sleep == null ? 0 : sleep.seconds());
    }

    // A pod with a lasting volume is stopped before the next one starts: to go on only makes that gap longer.
    private static int usual(CroftService service) {
        var spec = service.getSpec();
        if (spec.ports().isEmpty() || !spec.lastingVolumes().isEmpty()) {
            return 0;
        }
        var grace = spec.terminationGracePeriodSeconds();
        return Math.min(UNTIL_ALL_KNOW_SECONDS, (grace == null ? USUAL_GRACE_SECONDS : grace) / 2);
    }

    private static Optional<Lifecycle> sleep(int seconds) {
        return seconds == 0
                ? Optional.empty()
                : Optional.of(new LifecycleBuilder()
                        .withNewPreStop()
                        .withNewSleep((long) seconds)
                        .endPreStop()
                        .build());
    }
}

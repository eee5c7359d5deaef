package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.util.List;
import net.bytebuddy.asm.Advice;

/** Takes a rollout for done as soon as its Deployment exists. */
final class ReadyWithoutPods {

    static final Fault FAULT = new Fault(
            "ready-without-pods",
            "A Service is Ready once its Deployment is written, whatever the pods do.",
            "P-R14",
            List.of(
                    Change.of("workload.LiveWorkload", named("isComplete"), Complete.class),
                    Change.of("service.Rollout", named("podsAgree"), Complete.class)));

    private ReadyWithoutPods() {}

    static final class Complete {
        private Complete() {}

        @Advice.OnMethodExit
        @Advice.AssignReturned.ToReturned
        static boolean after() {
            return true;
        }
    }
}

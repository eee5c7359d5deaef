package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.time.Duration;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Waits a year where the operator would try again. */
final class NoRetry {

    static final Fault FAULT = new Fault(
            "no-retry",
            "A pass that failed, or that the API server asked to wait, is never tried again.",
            "P-R6",
            List.of(
                    Change.of("cluster.pass.Attempts", named("waitAfter"), Never.class),
                    Change.of("cluster.write.Gate$Throttled", named("pause"), Never.class)));

    private NoRetry() {}

    static final class Never {
        private Never() {}

        @Advice.OnMethodExit
        @Advice.AssignReturned.ToReturned
        static Duration after() {
            return Duration.ofDays(365);
        }
    }
}

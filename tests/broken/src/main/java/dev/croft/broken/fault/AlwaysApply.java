package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;

/** Finds a difference where there is none, and nothing remarkable in that. */
final class AlwaysApply {

    static final Fault FAULT = new Fault(
            "always-apply",
            "Every pass applies every child without comparing.",
            "P-R1",
            List.of(
                    Change.of("cluster.compare.Difference", named("first"), Different.class),
                    // Else the repairs of nothing would soon be taken for a fight, which is told in the status.
                    Change.of("cluster.write.Fights", named("forgetOld"), Unremarkable.class)));

    private AlwaysApply() {}

    static final class Different {
        private Different() {}

        @Advice.OnMethodExit
        @Advice.AssignReturned.ToReturned
        static Optional<String> after(@Advice.Return Optional<String> path) {
            return path.isPresent() ? path : Optional.of(".metadata");
        }
    }

    static final class Unremarkable {
        private Unremarkable() {}

        @Advice.OnMethodExit
        static void after(@Advice.Argument(0) Deque<Long> repairs) {
            repairs.clear();
        }
    }
}

package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.util.List;
import net.bytebuddy.asm.Advice;

/** Hears that an object is gone and tells nobody. */
final class ForgetsDrift {

    static final Fault FAULT = new Fault(
            "forgets-drift",
            "A deleted child, or source of configuration, is not missed until something else changes.",
            "P-R1",
            List.of(Change.of("cluster.watch.WatchedKinds$Tell", named("onDelete"), Skipped.class)));

    private ForgetsDrift() {}

    static final class Skipped {
        private Skipped() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean before() {
            return true;
        }
    }
}

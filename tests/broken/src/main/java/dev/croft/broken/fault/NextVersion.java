package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Nothing wrong: an operator as it may be some day, which gives pods a second more to end than today's. */
final class NextVersion {

    static final Fault FAULT = new Fault(
            "next-version",
            "Nothing: pods are given 31 s to end by default, which today's are not, and keep that for their next release.",
            "P-R19",
            List.of(Change.of("pod.PodTemplate", named("of"), LongerGrace.class)));

    private NextVersion() {}

    static final class LongerGrace {
        private LongerGrace() {}

        @Advice.OnMethodExit
        static void after(@Advice.Return PodTemplateSpec template) {
            template.getSpec().setTerminationGracePeriodSeconds(31L);
        }
    }
}

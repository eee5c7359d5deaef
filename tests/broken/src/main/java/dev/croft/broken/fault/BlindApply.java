package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Takes the identity off every apply, of an object or of a status, just before it is sent. */
final class BlindApply {

    static final Fault FAULT = new Fault(
            "blind-apply",
            "An apply carries neither uid nor resourceVersion, so it overwrites whatever has that name, or makes it.",
            "P-R5",
            List.of(Change.of("cluster.write.Requests", nameStartsWith("lambda$apply"), Unconditional.class)));

    private BlindApply() {}

    static final class Unconditional {
        private Unconditional() {}

        @Advice.OnMethodEnter
        static void before(@Advice.Argument(1) ObjectNode body) {
            body.withObject("/metadata").without(List.of("uid", "resourceVersion"));
        }
    }
}

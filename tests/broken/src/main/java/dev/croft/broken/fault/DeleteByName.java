package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Takes the preconditions off every delete just before it is sent. */
final class DeleteByName {

    static final Fault FAULT = new Fault(
            "delete-by-name",
            "A delete carries neither UID nor resourceVersion, so it hits whatever has that name by now.",
            "P-R13",
            List.of(Change.of("cluster.write.Requests", nameStartsWith("lambda$delete"), Unconditional.class)));

    private DeleteByName() {}

    static final class Unconditional {
        private Unconditional() {}

        @Advice.OnMethodEnter
        static void before(@Advice.Argument(1) DeleteOptions options) {
            options.setPreconditions(null);
        }
    }
}

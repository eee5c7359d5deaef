package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.croft.operator.naming.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Takes an object that no controller owns for one's own. */
final class Adopts {

    static final Fault FAULT = new Fault(
            "adopts",
            "A foreign object whose name is wanted is taken over and overwritten, unless another controller owns it.",
            "P-R13",
            List.of(
                    Change.of("naming.Owner", named("owns"), Ownerless.class),
                    Change.of("cluster.write.Identity", named("isAsPlanned"), Ownerless.class)));

    private Adopts() {}

    static final class Ownerless {
        private Ownerless() {}

        @Advice.OnMethodExit
        @Advice.AssignReturned.ToReturned
        static boolean after(@Advice.Argument(1) HasMetadata object, @Advice.Return boolean mine) {
            return mine || Owner.of(object).isEmpty();
        }
    }
}

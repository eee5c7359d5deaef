package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.util.List;
import net.bytebuddy.asm.Advice;

/** Neither asks the fence nor ends when it is deposed. */
final class NoFence {

    static final Fault FAULT = new Fault(
            "no-fence",
            "A leader that was paused or cut off until another one took over goes on writing beside it.",
            "P-R5",
            List.of(
                    Change.of("cluster.write.Fence", named("check"), Skipped.class),
                    Change.of("app.Lifecycle", named("deposed"), Skipped.class)));

    private NoFence() {}

    static final class Skipped {
        private Skipped() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean before() {
            return true;
        }
    }
}

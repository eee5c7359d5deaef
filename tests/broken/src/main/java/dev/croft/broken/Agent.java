package dev.croft.broken;

import dev.croft.broken.fault.Fault;
import dev.croft.broken.fault.Faults;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * Breaks the operator before it starts. Whoever asks for a broken build gets it or nothing: where the fault would have
 * no effect the process ends, since a good build that passes for a broken one would make the harness look blind.
 */
public final class Agent {

    private Agent() {}

    /** Called by the JVM before the operator's own main method. */
    public static void premain(@Nullable String name, Instrumentation jvm) {
        try {
            var fault = Faults.named(name == null ? "" : name);
            load(fault, jvm);
            System.err.println("broken build: " + fault.name());
        } catch (RuntimeException | LinkageError | ClassNotFoundException reason) {
            System.err.println("croft-broken: " + reason.getMessage());
            System.exit(2);
        }
    }

    private static void load(Fault fault, Instrumentation jvm) throws ClassNotFoundException {
        var operator = ClassLoader.getSystemClassLoader();
        var swap = new Swap(fault.rewrite(ClassFileLocator.ForClassLoader.of(operator)));
        jvm.addTransformer(swap);
        for (String type : swap.rewritten.keySet()) {
            Class.forName(type, false, operator);
        }
        jvm.removeTransformer(swap);
        if (!swap.done.equals(swap.rewritten.keySet())) {
            throw new IllegalStateException(
                    "Of %s only %s could be changed, the rest was loaded before. Start with no other agent before this one."
                            .formatted(swap.rewritten.keySet(), swap.done));
        }
    }

    /** Hands the JVM the rewritten class where it is about to load the original. */
    private static final class Swap implements ClassFileTransformer {
        private final Map<String, byte[]> rewritten;
        private final Set<String> done = ConcurrentHashMap.newKeySet();

        Swap(Map<String, byte[]> rewritten) {
            this.rewritten = rewritten;
        }

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String internalName,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] original) {
            if (internalName == null) {
                return null;
            }
            var name = internalName.replace('/', '.');
            var bytes = rewritten.get(name);
            if (bytes != null) {
                done.add(name);
            }
            return bytes;
        }
    }
}

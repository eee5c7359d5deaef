package dev.croft.broken.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/**
 * One deliberately wrong operator.
 *
 * @param name how it is asked for
 * @param wrong a sentence that says what is wrong with it
 * @param breaks the promise that it breaks first
 * @param changes which methods of the operator do something else
 */
public record Fault(String name, String wrong, String breaks, List<Change> changes) {

    private static final Advice.WithCustomMapping INLINED =
            Advice.withCustomMapping().with(new Advice.AssignReturned.Factory());

    /** Says that the operator has moved on, so that this fault would have no effect. */
    public static final class Outdated extends IllegalStateException {
        Outdated(Fault fault, String missing) {
            super("Broken build %s changes %s, which does not exist any more. Correct its class in tests/broken."
                    .formatted(fault.name(), missing));
        }
    }

    /**
     * The classes of the operator as this fault has them, by name.
     *
     * @param classes where the operator and this module are found
     * @throws Outdated when a class or method that it changes is gone
     */
    public Map<String, byte[]> rewrite(ClassFileLocator classes) {
        var types = TypePool.Default.of(classes);
        Map<String, byte[]> rewritten = new HashMap<>();
        changes.stream()
                .map(Change::type)
                .distinct()
                .forEach(type -> rewritten.put(type, rewrite(type, types, classes)));
        return rewritten;
    }

    private byte[] rewrite(String name, TypePool types, ClassFileLocator classes) {
        var found = types.describe(name);
        if (!found.isResolved()) {
            throw new Outdated(this, "class " + name);
        }
        var type = found.resolve();
        var builder = new ByteBuddy().decorate(type, classes);
        for (Change change : changes) {
            if (!change.type().equals(name)) {
                continue;
            }
            if (type.getDeclaredMethods().filter(change.methods()).isEmpty()) {
                throw new Outdated(this, "a method %s of %s".formatted(change.methods(), name));
            }
            // Described, not loaded: loading it would load classes of the operator before they are changed.
            var advice = types.describe(change.advice().getName()).resolve();
            builder = builder.visit(INLINED.to(advice, classes).on(change.methods()));
        }
        return builder.make().getBytes();
    }
}

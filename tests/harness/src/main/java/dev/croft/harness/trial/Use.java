package dev.croft.harness.trial;

import dev.croft.harness.state.Kind;
import java.util.HashSet;
import java.util.Set;

/**
 * What one step of a workload leads to without a fault; changes with what trouble must be aimed at.
 *
 * @param rights those that the operator needed in it
 * @param kinds those of which an object changed in it
 */
public record Use(Set<Right> rights, Set<Kind> kinds) {

    public Use {
        rights = Set.copyOf(rights);
        kinds = Set.copyOf(kinds);
    }

    /** Whether the operator would miss a right in it. */
    public boolean needs(Right right) {
        // What is watched is listed and watched all the time, and missed where it changes.
        return right.isToSee()
                ? Kind.requested(right.group(), right.resource())
                        .filter(kinds::contains)
                        .isPresent()
                : rights.contains(right);
    }

    /** What two runs have in common. */
    Use and(Use other) {
        var both = new HashSet<>(rights);
        both.retainAll(other.rights);
        var changed = new HashSet<>(kinds);
        changed.retainAll(other.kinds);
        return new Use(both, changed);
    }
}

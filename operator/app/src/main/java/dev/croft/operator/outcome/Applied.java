package dev.croft.operator.outcome;

import dev.croft.operator.naming.ObjectKey;
import java.util.List;
import java.util.Set;

/**
 * What came of a plan.
 *
 * @param holds objects that cannot be written yet
 * @param problems objects that cannot be written until a person acts
 * @param unreached objects that were not looked at, as something before them is awaited
 * @param changed how many objects were created, changed or deleted
 */
public record Applied(List<Hold> holds, List<Problem> problems, Set<ObjectKey> unreached, int changed) {

    /** Nothing differed. */
    public static final Applied NOTHING = new Applied(List.of(), List.of(), 0);

    /** Every object was reached. */
    public Applied(List<Hold> holds, List<Problem> problems, int changed) {
        this(holds, problems, Set.of(), changed);
    }
}

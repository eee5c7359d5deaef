package dev.croft.operator.outcome;

import java.util.List;

/**
 * What came of a plan.
 *
 * @param holds objects that cannot be written yet
 * @param problems objects that cannot be written until a person acts
 * @param changed how many objects were created, changed or deleted
 */
public record Applied(List<Hold> holds, List<Problem> problems, int changed) {

    /** Nothing differed. */
    public static final Applied NOTHING = new Applied(List.of(), List.of(), 0);
}

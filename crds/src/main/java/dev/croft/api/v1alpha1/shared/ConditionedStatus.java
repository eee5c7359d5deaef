package dev.croft.api.v1alpha1.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the statuses of all kinds have in common. */
public interface ConditionedStatus<S> {

    /** The generation of the spec that this status speaks of; null before the first look. */
    @Nullable
    Long observedGeneration();

    List<Condition> conditions();

    /** The same status with other conditions. */
    S withConditions(List<Condition> conditions);
}

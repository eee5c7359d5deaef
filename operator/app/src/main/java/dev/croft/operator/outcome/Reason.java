package dev.croft.operator.outcome;

/** Why a condition is as it is: one CamelCase word; enums beside each kind's verdict list them. */
public interface Reason {

    /** The word as it stands in the condition. */
    String name();
}

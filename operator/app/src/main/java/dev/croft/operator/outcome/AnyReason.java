package dev.croft.operator.outcome;

/** Reasons that any kind can have, because the shared rooms give them. */
public enum AnyReason implements Reason {
    /** All that was asked for is so. */
    Ready,
    /** An object of the wanted name exists and belongs to somebody else. */
    NameTaken,
    /** An object of the wanted name, this resource's own or that of a predecessor, is being removed. */
    NameInUse,
    /** Somebody else keeps undoing what Croft writes. */
    Contested,
    /** The API server refused an object: admission, quota or validation. */
    Rejected,
    /** The operator lacks a right. */
    NotPermitted,
    /** A stored value cannot be read. */
    Unreadable,
    /** A dependency of the operator does not answer. */
    Retrying,
    /** The operator has a bug. */
    InternalError
}

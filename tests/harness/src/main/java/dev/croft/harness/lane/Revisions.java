package dev.croft.harness.lane;

/** How revisions go on once a store was put back; changes when etcd offers another way. */
public enum Revisions {
    /** From where they stood in the snapshot: numbers that were given out since are given out again. */
    KEPT,
    /** Far above all that were ever given out, as etcd advises where clients hold watches. */
    BUMPED
}

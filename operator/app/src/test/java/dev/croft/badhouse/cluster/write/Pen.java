package dev.croft.badhouse.cluster.write;

/** Something of the writing door. */
public record Pen(String colour) {}

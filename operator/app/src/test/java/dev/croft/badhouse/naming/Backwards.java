package dev.croft.badhouse.naming;

import dev.croft.badhouse.workload.Part;

/** A word that knows a part, which knows it in turn. */
public record Backwards(Part part) {}

package dev.croft.badhouse.network;

import dev.croft.badhouse.workload.Part;

/** A part that knows a part. */
record Neighbour(Part part) {}

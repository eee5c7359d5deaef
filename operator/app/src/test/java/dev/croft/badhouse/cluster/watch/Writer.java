package dev.croft.badhouse.cluster.watch;

import dev.croft.badhouse.cluster.write.Pen;

/** The reading door, which must not know the writing one. */
record Writer(Pen pen) {}

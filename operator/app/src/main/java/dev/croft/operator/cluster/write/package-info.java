/**
 * The writing door: makes the cluster match a plan, writes status, and refuses to write for a deposed leader.
 *
 * <p>Never a decision about what should exist or what it means for the user.
 */
@NullMarked
package dev.croft.operator.cluster.write;

import org.jspecify.annotations.NullMarked;

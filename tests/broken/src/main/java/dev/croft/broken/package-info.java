/**
 * A Java agent that makes the packaged operator one of several deliberately wrong ones while it starts, so that the
 * harness can show that it notices.
 *
 * <p>What is wrong with them never lives here.
 */
@NullMarked
package dev.croft.broken;

import org.jspecify.annotations.NullMarked;

/** The operator as a process of its own: its rights, its start, its end. */
@NullMarked
package dev.croft.harness.replica;

import org.jspecify.annotations.NullMarked;

/** The command line of the benchmark programs. */
@NullMarked
package dev.croft.bench;

import org.jspecify.annotations.NullMarked;

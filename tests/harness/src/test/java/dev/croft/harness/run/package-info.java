/** The trials that every build plays, and the command line around them. */
@NullMarked
package dev.croft.harness.run;

import org.jspecify.annotations.NullMarked;

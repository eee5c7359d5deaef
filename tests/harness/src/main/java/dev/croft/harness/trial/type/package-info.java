/** The classes of trouble: one file each. */
@NullMarked
package dev.croft.harness.trial.type;

import org.jspecify.annotations.NullMarked;

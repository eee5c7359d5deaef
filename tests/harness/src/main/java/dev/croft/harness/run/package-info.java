/** The command line of the trials. */
@NullMarked
package dev.croft.harness.run;

import org.jspecify.annotations.NullMarked;

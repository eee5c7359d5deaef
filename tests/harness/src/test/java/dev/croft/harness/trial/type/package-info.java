/** How classes of trouble judge, tested without a cluster. */
@NullMarked
package dev.croft.harness.trial.type;

import org.jspecify.annotations.NullMarked;

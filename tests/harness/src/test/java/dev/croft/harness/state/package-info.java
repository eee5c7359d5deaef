/** How two ends are compared, tested without a cluster. */
@NullMarked
package dev.croft.harness.state;

import org.jspecify.annotations.NullMarked;

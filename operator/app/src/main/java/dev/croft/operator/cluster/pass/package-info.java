/**
 * What every reconcile has in common, and the only place where an exception becomes a condition.
 *
 * <p>Never anything that knows one kind by name.
 */
@NullMarked
package dev.croft.operator.cluster.pass;

import org.jspecify.annotations.NullMarked;

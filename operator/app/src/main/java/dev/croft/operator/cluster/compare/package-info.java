/**
 * What tells a wanted object from a live one, as the API server would see it.
 *
 * <p>Never a request, and never a decision to write.
 */
@NullMarked
package dev.croft.operator.cluster.compare;

import org.jspecify.annotations.NullMarked;

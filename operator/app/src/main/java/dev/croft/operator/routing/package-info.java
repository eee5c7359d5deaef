/**
 * Pure builders of the objects that lead requests from outside to a Service.
 *
 * <p>Never a look at the cluster, and no certificate.
 */
@NullMarked
package dev.croft.operator.routing;

import org.jspecify.annotations.NullMarked;

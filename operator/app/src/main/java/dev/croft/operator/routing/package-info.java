/**
 * Pure builders of the objects that lead requests to a Service: its core Service, and its routes from outside.
 *
 * <p>Never a look at the cluster, and no certificate.
 */
@NullMarked
package dev.croft.operator.routing;

import org.jspecify.annotations.NullMarked;

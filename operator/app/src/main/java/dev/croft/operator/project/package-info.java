/**
 * Brings one Project to its spec.
 *
 * <p>Never builds an object of one of its Services.
 */
@NullMarked
package dev.croft.operator.project;

import org.jspecify.annotations.NullMarked;

/**
 * Brings one Service to its spec.
 *
 * <p>Never writes an object of another Service, nor of its Project.
 */
@NullMarked
package dev.croft.operator.service;

import org.jspecify.annotations.NullMarked;

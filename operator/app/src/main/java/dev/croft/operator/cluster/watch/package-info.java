/**
 * The reading door: informers, the caches they fill, and who must look again after an event.
 *
 * <p>Never a write, and no opinion about what should exist.
 */
@NullMarked
package dev.croft.operator.cluster.watch;

import org.jspecify.annotations.NullMarked;

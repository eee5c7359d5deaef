/** How replicas are started, tested without any. */
@NullMarked
package dev.croft.harness.replica;

import org.jspecify.annotations.NullMarked;

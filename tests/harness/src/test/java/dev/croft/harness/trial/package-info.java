/** What trials are made of, tested without a cluster. */
@NullMarked
package dev.croft.harness.trial;

import org.jspecify.annotations.NullMarked;

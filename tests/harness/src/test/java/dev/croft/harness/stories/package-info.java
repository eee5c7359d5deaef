/** Few, whole and visible to users: what Croft promises, on a cluster with real pods. */
@NullMarked
package dev.croft.harness.stories;

import org.jspecify.annotations.NullMarked;

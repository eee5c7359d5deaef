/** Checks the generated edits against a real API server: what it takes and what it refuses. No operator runs here. */
@NullMarked
package dev.croft.harness.schema;

import org.jspecify.annotations.NullMarked;

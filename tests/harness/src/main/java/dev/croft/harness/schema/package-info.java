/**
 * Edits of custom resources, made from the definitions that the API server serves, and a count of which properties they
 * have reached. Nothing here talks to a cluster, and no type of the operator is known.
 */
@NullMarked
package dev.croft.harness.schema;

import org.jspecify.annotations.NullMarked;

/**
 * Proves on a real API server what the committed schemas accept, refuse and show. Nothing here knows how the schemas came
 * about.
 */
@NullMarked
package dev.croft.api.schema;

import org.jspecify.annotations.NullMarked;

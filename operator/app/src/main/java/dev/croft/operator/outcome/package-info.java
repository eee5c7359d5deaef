/**
 * The words in which rooms speak to each other: what should exist, what stands in the way, what it means for the user.
 *
 * <p>Never a request to the API server, nor anything that knows one kind by name.
 */
@NullMarked
package dev.croft.operator.outcome;

import org.jspecify.annotations.NullMarked;

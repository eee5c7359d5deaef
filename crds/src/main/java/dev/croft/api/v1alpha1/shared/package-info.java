/**
 * Parts of the API that more than one kind has.
 *
 * <p>Never anything that knows one kind by name.
 */
@NullMarked
package dev.croft.api.v1alpha1.shared;

import org.jspecify.annotations.NullMarked;

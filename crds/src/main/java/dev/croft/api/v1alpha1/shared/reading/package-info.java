/**
 * How stored objects are read without ever failing. No field of the API lives here, nor anything that knows one by name.
 */
@NullMarked
package dev.croft.api.v1alpha1.shared.reading;

import org.jspecify.annotations.NullMarked;

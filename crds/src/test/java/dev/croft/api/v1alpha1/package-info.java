/**
 * Proves how the types of the API are read and written. Generation and the API server are elsewhere.
 */
@NullMarked
package dev.croft.api.v1alpha1;

import org.jspecify.annotations.NullMarked;

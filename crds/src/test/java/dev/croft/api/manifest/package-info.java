/**
 * Makes the CRD manifests and their reference from the types, and proves that the committed ones are those. Nothing here
 * is part of the published library, and no rule of the API is decided here.
 */
@NullMarked
package dev.croft.api.manifest;

import org.jspecify.annotations.NullMarked;

/** Holes in the closed network of a Project, as types. */
@NullMarked
package dev.croft.api.v1alpha1.service.network;

import org.jspecify.annotations.NullMarked;

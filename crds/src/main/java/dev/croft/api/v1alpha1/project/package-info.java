/**
 * The kind Project: spec, status and what they are made of.
 *
 * <p>Never a type of another kind; other kinds are referred to by name.
 */
@NullMarked
package dev.croft.api.v1alpha1.project;

import org.jspecify.annotations.NullMarked;

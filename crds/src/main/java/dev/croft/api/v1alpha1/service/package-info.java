/**
 * The kind Service: spec, status and what they are made of.
 *
 * <p>Never a type of another kind; other kinds are referred to by name.
 */
@NullMarked
package dev.croft.api.v1alpha1.service;

import org.jspecify.annotations.NullMarked;

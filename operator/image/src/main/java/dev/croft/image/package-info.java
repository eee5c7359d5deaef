/**
 * Writes an image from folders, one layer each.
 *
 * <p>Never decides what lies in the folders.
 */
@NullMarked
package dev.croft.image;

import org.jspecify.annotations.NullMarked;

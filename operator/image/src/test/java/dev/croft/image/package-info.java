/** Tests of the image: the same from the same files, and complete enough to start. Never needs a container engine. */
@NullMarked
package dev.croft.image;

import org.jspecify.annotations.NullMarked;

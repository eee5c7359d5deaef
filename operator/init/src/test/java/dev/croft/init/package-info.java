/** Tests of the program of the init containers. */
@NullMarked
package dev.croft.init;

import org.jspecify.annotations.NullMarked;

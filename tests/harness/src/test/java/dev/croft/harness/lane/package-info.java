/** Proves that lanes break in the ways that trials rely on. */
@NullMarked
package dev.croft.harness.lane;

import org.jspecify.annotations.NullMarked;

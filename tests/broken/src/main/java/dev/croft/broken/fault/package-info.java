/**
 * The wrong operators: one small class for each, with the methods that it changes and a sentence about what is wrong.
 *
 * <p>Never a copy of the operator's code, which could drift from it.
 */
@NullMarked
package dev.croft.broken.fault;

import org.jspecify.annotations.NullMarked;

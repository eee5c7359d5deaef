/**
 * What the pods of a Service are made of.
 *
 * <p>Never which object runs them, nor how many there are.
 */
@NullMarked
package dev.croft.operator.pod;

import org.jspecify.annotations.NullMarked;

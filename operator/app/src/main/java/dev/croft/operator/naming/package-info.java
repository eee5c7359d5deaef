/**
 * Every string that Croft derives: names, labels, annotations, fingerprints and the owner stamp.
 *
 * <p>Never a decision about what should exist.
 */
@NullMarked
package dev.croft.operator.naming;

import org.jspecify.annotations.NullMarked;

/**
 * What requests cost: sorted into kinds of cost, held against what is allowed. Pure.
 *
 * <p>Never a look at a cluster: all is known from the entries of a ledger.
 */
@NullMarked
package dev.croft.bench.count;

import org.jspecify.annotations.NullMarked;

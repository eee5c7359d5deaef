/**
 * Trials: a fresh namespace, a workload, one perturbation, and then oracles that look at state and at counted requests.
 *
 * <p>Never a class of the operator, a line of its log or the order of its writes, except where a promise speaks of them.
 */
@NullMarked
package dev.croft.harness.trial;

import org.jspecify.annotations.NullMarked;

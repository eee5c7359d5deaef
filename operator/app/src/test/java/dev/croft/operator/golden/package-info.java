/**
 * Whole plans and verdicts as files that a person can review.
 *
 * <p>Never a rule of its own: what is expected stands in {@code src/test/resources/golden}.
 */
package dev.croft.operator.golden;

/**
 * Custom resources, objects and clocks for tests, written down as briefly as a user would.
 *
 * <p>Never an expectation: what should come of a sample stands in the test that uses it.
 */
package dev.croft.operator.sample;

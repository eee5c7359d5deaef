/**
 * What tests of several modules stand on: a real API server, and folders of YAML files. Knowledge of Croft's own kinds
 * never lives here, and no test does.
 */
@NullMarked
package dev.croft.testing;

import org.jspecify.annotations.NullMarked;

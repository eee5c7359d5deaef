/** Proves the readers of YAML folders. The API server proves itself in the tests that use it. */
@NullMarked
package dev.croft.testing;

import org.jspecify.annotations.NullMarked;

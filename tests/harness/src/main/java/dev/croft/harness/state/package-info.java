/** What a cluster holds and how it came to be, seen by watches of the harness's own and never through the operator. */
@NullMarked
package dev.croft.harness.state;

import org.jspecify.annotations.NullMarked;

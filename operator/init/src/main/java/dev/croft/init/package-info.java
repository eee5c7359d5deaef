/** What runs in the pods of a Service before its own container does. */
@NullMarked
package dev.croft.init;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.croft.bench.budget;

import org.jspecify.annotations.NullMarked;

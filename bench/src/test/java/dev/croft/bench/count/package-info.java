@NullMarked
package dev.croft.bench.count;

import org.jspecify.annotations.NullMarked;

/** What every benchmark leaves behind: one file, in one shape for all. */
@NullMarked
package dev.croft.bench.report;

import org.jspecify.annotations.NullMarked;

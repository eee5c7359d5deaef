/**
 * Program {@code budget}: walks a real cluster through every event that the request budget names, and counts.
 *
 * <p>Never a time, and no number from anywhere but the ledger of the operator's own ways to the API server.
 */
@NullMarked
package dev.croft.bench.budget;

import org.jspecify.annotations.NullMarked;

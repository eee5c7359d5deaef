/**
 * Control planes that trials may break: processes that are killed, frozen and put back in time, a second API server that lags
 * behind, and pods that kwok plays. What is done to requests of one operator is the proxy's business, not a lane's.
 */
@NullMarked
package dev.croft.harness.lane;

import org.jspecify.annotations.NullMarked;

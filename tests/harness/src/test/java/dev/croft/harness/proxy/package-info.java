/** Proves against a real API server, with a real client, that the proxy does what it says and nothing else. */
@NullMarked
package dev.croft.harness.proxy;

import org.jspecify.annotations.NullMarked;

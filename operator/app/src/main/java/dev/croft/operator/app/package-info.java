/**
 * The wiring: settings from the environment, the client, start and stop, health.
 *
 * <p>Never a rule about Projects or Services.
 */
@NullMarked
package dev.croft.operator.app;

import org.jspecify.annotations.NullMarked;

/**
 * Stands between one operator replica and the API server: forwards, counts and disturbs what goes through. What a
 * disturbance is good for, and when it happens, is decided elsewhere.
 */
@NullMarked
package dev.croft.harness.proxy;

import org.jspecify.annotations.NullMarked;

/** What stories stand on: a Kind cluster with Traefik and Croft in it, and the hands of a user. No test lives here. */
@NullMarked
package dev.croft.harness;

import org.jspecify.annotations.NullMarked;

/**
 * How the health of a Service's container is asked, as core has it and narrower. What a probe's port must be named in, and
 * all else of a Service, never lives here.
 */
@NullMarked
package dev.croft.api.v1alpha1.service.probe;

import org.jspecify.annotations.NullMarked;

/** What a spec may say about a pod besides its program, as types. */
@NullMarked
package dev.croft.api.v1alpha1.service.pod;

import org.jspecify.annotations.NullMarked;

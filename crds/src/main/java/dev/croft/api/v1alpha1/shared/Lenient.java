package dev.croft.api.v1alpha1.shared;

import java.util.Optional;

/**
 * A custom resource whose stored form may not fit its type: reading it never throws, it tells instead. Changes when what
 * is told does.
 */
public interface Lenient {

    /**
     * Which field of the spec cannot be read, and why; empty where all of it was read. A status does not count: it is the
     * operator's own, and is written anew.
     */
    Optional<String> unreadable();
}

package dev.croft.api.v1alpha1.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the data of a Project that is deleted; changes with the public contract. */
public enum DeletionPolicy {
    /** Volumes outlive it, and are taken up again by a Project and Service of the same names. */
    @JsonProperty("Retain")
    RETAIN,
    /** They go with it. */
    @JsonProperty("Delete")
    DELETE
}

package dev.croft.harness.state;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One change that a watch of the harness showed.
 *
 * @param nanos when, on the monotonic clock
 * @param object all of it but managedFields; for an end the last that was seen
 */
public record Sighting(long nanos, Key key, Change change, ObjectNode object) {

    /** What happened to the object. */
    public enum Change {
        BORN,
        EDITED,
        GONE
    }

    public String uid() {
        return object.at("/metadata/uid").asText();
    }

    /** The order of changes in one store; meaningless across a restore. */
    public long version() {
        return object.at("/metadata/resourceVersion").asLong();
    }
}

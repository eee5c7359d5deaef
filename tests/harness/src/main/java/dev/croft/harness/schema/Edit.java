package dev.croft.harness.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One change of one property of an object that is good; changes when edits are told apart in another way.
 *
 * @param what the value or change, short enough for a line
 * @param edited the whole custom resource after it
 */
public record Edit(Property property, Sort sort, Step step, String what, ObjectNode edited) {

    /** What must come of it. */
    public enum Sort {
        /** Accepted, still healthy where images can be pulled, and seen in a child or in the status. */
        VALID,
        /** Refused by the API server, naming the field, if unknown fields are asked to be refused too. */
        REFUSED,
        /** Accepted, but wrong in this cluster: what it concerns is not Ready, says why, and ends as Stalled. */
        BAD,
        /** Accepted, and wrong only for real pods and ingress controllers, of which trials have none: does no harm. */
        UNSEEN,
        /** Accepted or refused; the operator lives on and stays honest either way. */
        HOSTILE
    }

    /** How the object gets there. */
    public enum Step {
        CHANGED,
        /** Deleted and created with it, since no object can change it. */
        CREATED_ANEW
    }

    @Override
    public String toString() {
        return "%s %s: %s".formatted(property, sort, what);
    }
}

package dev.croft.operator.cluster.write;

import dev.croft.operator.naming.ObjectKey;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Thrown when one object of a plan could not be written for a reason that may pass; says which. */
public final class NotWritten extends KubernetesClientException {

    private final transient ObjectKey key;

    NotWritten(ObjectKey object, KubernetesClientException answer) {
        super(answer.getMessage(), answer.getCode(), answer.getStatus());
        // No cause: the library takes none for an answer without its request.
        addSuppressed(answer);
        this.key = object;
    }

    public ObjectKey object() {
        return key;
    }
}

package dev.croft.operator.naming;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Names one namespaced object of one kind; what a person would type after {@code kubectl get}. */
public record ObjectKey(String kind, String namespace, String name) implements Comparable<ObjectKey> {

    public static ObjectKey of(HasMetadata object) {
        return new ObjectKey(
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName());
    }

    @Override
    public int compareTo(ObjectKey other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}

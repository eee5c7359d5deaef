package dev.croft.operator.sources;

import java.util.Set;

/**
 * A Secret or ConfigMap whose content reaches pods.
 *
 * @param kind {@code Secret} or {@code ConfigMap}
 * @param name its name, in the namespace of the resource that refers to it
 * @param optional whether pods may start without it
 * @param keys the keys that must be in it; empty where any content will do
 */
public record ConfigSource(String kind, String name, boolean optional, Set<String> keys) {

    /** The same object, whoever refers to it and how. */
    public String id() {
        return id(kind, name);
    }

    /** The {@link #id()} of an object of that kind and name. */
    static String id(String kind, String name) {
        return kind + "/" + name;
    }
}

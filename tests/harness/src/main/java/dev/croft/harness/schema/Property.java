package dev.croft.harness.schema;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/**
 * One property of a kind, as its definition describes it; changes when schemas say more about a property.
 *
 * @param path from the root; {@code []} stands for a list's entries, {@code *} for a map's values
 * @param presence whether an object can do without it
 */
public record Property(String kind, String path, JSONSchemaProps schema, Presence presence) {

    /** Whether a property can be left out. */
    public enum Presence {
        REQUIRED,
        OPTIONAL,
        /** An entry of a list or map, of which there may be any number. */
        ENTRY
    }

    /** What kind of value it takes; each has its own valid, wrong and hostile ones. */
    public enum Type {
        OBJECT,
        MAP,
        LIST,
        TEXT,
        CHOICE,
        NUMBER,
        NUMBER_OR_TEXT,
        FLAG
    }

    /** The type of its value. */
    public Type type() {
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            return Type.NUMBER_OR_TEXT;
        }
        return switch (String.valueOf(schema.getType())) {
            case "object" -> schema.getAdditionalProperties() == null ? Type.OBJECT : Type.MAP;
            case "array" -> Type.LIST;
            case "string" -> schema.getEnum() == null || schema.getEnum().isEmpty() ? Type.TEXT : Type.CHOICE;
            case "integer" -> Type.NUMBER;
            case "boolean" -> Type.FLAG;
            default ->
                throw new IllegalStateException(
                        "%s of %s has the type %s, for which there are no values yet; add them to SchemaValues and HostileValues"
                                .formatted(path, kind, schema.getType()));
        };
    }

    @Override
    public String toString() {
        return kind + " " + path;
    }
}

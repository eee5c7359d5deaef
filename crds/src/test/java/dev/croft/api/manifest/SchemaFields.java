package dev.croft.api.manifest;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Lists the fields of a schema by their paths; changes when schemas nest in a new way. */
final class SchemaFields {

    /** One field: {@code []} stands for a list's entries, {@code *} for a map's values. */
    record Field(String path, JSONSchemaProps schema, boolean required) {}

    private SchemaFields() {}

    /** All fields below the root, each before its own parts. */
    static List<Field> of(CustomResourceDefinition crd) {
        var fields = new ArrayList<Field>();
        var root = crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
        collect("", root, fields);
        return fields;
    }

    private static void collect(String path, JSONSchemaProps schema, List<Field> fields) {
        if (schema.getItems() != null) {
            add(path + "[]", schema.getItems().getSchema(), false, fields);
        }
        if (schema.getAdditionalProperties() != null) {
            add(path + ".*", schema.getAdditionalProperties().getSchema(), false, fields);
        }
        if (schema.getProperties() != null) {
            new TreeMap<>(schema.getProperties()).forEach((name, part) -> {
                var required =
                        schema.getRequired() != null && schema.getRequired().contains(name);
                add(path.isEmpty() ? name : path + "." + name, part, required, fields);
            });
        }
    }

    private static void add(String path, JSONSchemaProps schema, boolean required, List<Field> fields) {
        fields.add(new Field(path, schema, required));
        collect(path, schema, fields);
    }
}

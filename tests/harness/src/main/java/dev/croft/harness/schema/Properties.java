package dev.croft.harness.schema;

import dev.croft.harness.schema.Property.Presence;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists what can be set in a custom resource; changes when schemas nest in a new way. */
public final class Properties {

    private final String kind;
    private final List<Property> found = new ArrayList<>();

    private Properties(String kind) {
        this.kind = kind;
    }

    /** Every property below spec, lists, maps and objects included, each before its own parts. */
    public static List<Property> of(CustomResourceDefinition definition) {
        var properties = new Properties(definition.getSpec().getNames().getKind());
        definition.getSpec().getVersions().stream()
                .filter(CustomResourceDefinitionVersion::getStorage)
                .map(version -> version.getSchema().getOpenAPIV3Schema().getProperties())
                .flatMap(parts -> Stream.ofNullable(parts.get("spec")))
                .forEach(spec -> properties.collect("spec", spec));
        return List.copyOf(properties.found);
    }

    private void collect(String path, JSONSchemaProps schema) {
        if (schema.getItems() != null) {
            add(path + "[]", schema.getItems().getSchema(), Presence.ENTRY);
        }
        if (schema.getAdditionalProperties() != null) {
            add(path + ".*", schema.getAdditionalProperties().getSchema(), Presence.ENTRY);
        }
        if (schema.getProperties() != null) {
            var required = schema.getRequired() == null ? List.of() : schema.getRequired();
            new TreeMap<>(schema.getProperties())
                    .forEach((name, part) -> add(
                            path + "." + name, part, required.contains(name) ? Presence.REQUIRED : Presence.OPTIONAL));
        }
    }

    private void add(String path, JSONSchemaProps schema, Presence presence) {
        found.add(new Property(kind, path, schema, presence));
        collect(path, schema);
    }
}

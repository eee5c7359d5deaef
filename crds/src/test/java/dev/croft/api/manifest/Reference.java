package dev.croft.api.manifest;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the reference page from the definitions; changes when the page shows more of a field. */
final class Reference {

    private Reference() {}

    static Path folder() {
        return Path.of("..", "docs", "reference");
    }

    static String page() {
        var page = new StringBuilder("""
                # Reference of Croft's kinds

                <!-- Generated from the types in crds/src/main/java. Change those, then run make generate. -->

                Every field with its type, limits and default, as the API server holds them. `[]` stands for an entry of a list, `*` for a
                value of a map; **bold** fields are required. What the fields are good for, with examples: [Project](../spec/v1alpha1/project.md),
                [Service](../spec/v1alpha1/service.md). In the cluster: `kubectl explain proj.spec`, `kubectl explain csvc.spec`.
                """);
        Manifests.KINDS.forEach(kind -> append(page, Manifests.definition(kind)));
        return page.toString();
    }

    private static void append(StringBuilder page, CustomResourceDefinition crd) {
        var names = crd.getSpec().getNames();
        var version = crd.getSpec().getVersions().getFirst();
        page.append("\n## ").append(names.getKind()).append("\n\n");
        page.append(version.getSchema().getOpenAPIV3Schema().getDescription()).append("\n\n");
        page.append("`%s/%s`, plural `%s`, short `%s`, category `%s`; `kubectl get` shows %s (wide: %s).\n\n"
                .formatted(
                        crd.getSpec().getGroup(),
                        version.getName(),
                        names.getPlural(),
                        String.join("`, `", names.getShortNames()),
                        String.join("`, `", names.getCategories()),
                        columns(crd, 0),
                        columns(crd, 1)));
        page.append("| field | type | what it is |\n|---|---|---|\n");
        SchemaFields.of(crd).stream()
                .filter(field -> !isBareEntry(field))
                .forEach(field -> page.append("| %s | %s | %s |\n"
                        .formatted(
                                name(field),
                                type(field.schema()),
                                cell(field.schema().getDescription()))));
    }

    /** Entries that are objects need no line of their own: their fields have one each. */
    private static boolean isBareEntry(SchemaFields.Field field) {
        return field.path().endsWith("[]") && field.schema().getProperties() != null;
    }

    private static String name(SchemaFields.Field field) {
        var code = "`" + field.path() + "`";
        return field.required() ? "**" + code + "**" : code;
    }

    private static String type(JSONSchemaProps schema) {
        var said = new ArrayList<String>();
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            said.add(schema.getEnum().stream()
                    .map(word -> "`" + word.asText() + "`")
                    .collect(Collectors.joining(", ")));
        } else if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            said.add("number or string");
        } else if (schema.getAdditionalProperties() != null) {
            said.add("map");
        } else {
            said.add("array".equals(schema.getType()) ? "list" : schema.getType());
        }
        limit(said, "", schema.getMinimum(), schema.getMaximum());
        limit(said, " characters", schema.getMinLength(), schema.getMaxLength());
        limit(said, " entries", schema.getMinItems(), schema.getMaxItems());
        limit(said, " entries", schema.getMinProperties(), schema.getMaxProperties());
        if ("date-time".equals(schema.getFormat())) {
            said.add("RFC 3339 time");
        }
        if (schema.getDefault() != null) {
            said.add("default `" + schema.getDefault().asText() + "`");
        }
        return String.join("; ", said);
    }

    private static void limit(List<String> said, String unit, @Nullable Number least, @Nullable Number most) {
        if (most != null) {
            said.add((least == null ? "at most " : "%d to ".formatted(least.longValue())) + most.longValue() + unit);
        } else if (least != null) {
            said.add("from %d".formatted(least.longValue()) + unit);
        }
    }

    private static String columns(CustomResourceDefinition crd, int priority) {
        return crd.getSpec().getVersions().getFirst().getAdditionalPrinterColumns().stream()
                .filter(column -> column.getPriority() == priority)
                .map(column -> column.getName())
                .collect(Collectors.joining(" "));
    }

    private static String cell(@Nullable String text) {
        return text == null ? "" : text.replace("|", "\\|").replace("<", "&lt;");
    }
}

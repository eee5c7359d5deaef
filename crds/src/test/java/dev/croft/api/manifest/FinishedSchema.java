package dev.croft.api.manifest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Adds to a generated schema what annotations cannot say; changes when the generator says more or less by itself. */
final class FinishedSchema {

    private static final Pattern CHOICE = Pattern.compile("\\^\\(([-A-Za-z.\\\\|]+)\\)\\$");
    private static final Map<String, String> LIST_KEYS = Map.of("conditions", "type", "imagePullSecrets", "name");
    private static final Set<String> QUANTITIES = Set.of("requests", "limits");
    private static final List<String> TIMES = List.of("lastTransitionTime", "deployedAt");
    private static final double LARGEST_INT32 = Integer.MAX_VALUE;
    private static final double LARGEST_PORT = 65535;
    private static final long LONGEST_PORT_NAME = 15;
    private static final long LONGEST_QUANTITY = 32;

    private FinishedSchema() {}

    static CustomResourceDefinition of(CustomResourceDefinition crd, Class<? extends CustomResource<?, ?>> kind) {
        var version = crd.getSpec().getVersions().getFirst();
        version.setAdditionalPrinterColumns(columnsInDeclaredOrder(version.getAdditionalPrinterColumns(), kind));
        var root = version.getSchema().getOpenAPIV3Schema();
        var name = crd.getSpec().getNames().getKind();
        root.setDescription(
                name.equals("Project")
                        ? "A web project: its domain, its tier and what its Services have in common."
                        : "One deployable part of a Project: a web application or a worker.");
        describe(root, "spec", "What the " + name + " is meant to be.");
        describe(root, "status", "What Croft found and did. Written by Croft alone.");
        // Without a spec there is nothing to do, and nothing to say about it either.
        root.setRequired(List.of("spec"));
        finish("", root);
        return crd;
    }

    private static void describe(JSONSchemaProps root, String part, String description) {
        requireNonNull(root.getProperties().get(part), part).setDescription(description);
    }

    private static void finish(String name, JSONSchemaProps schema) {
        choiceToEnum(schema);
        withoutRepetition(schema);
        if (TIMES.contains(name)) {
            schema.setFormat("date-time");
        }
        if ("integer".equals(schema.getType()) && schema.getFormat() == null) {
            var fits = schema.getMaximum() != null && schema.getMaximum() <= LARGEST_INT32;
            schema.setFormat(fits ? "int32" : "int64");
        }
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            limitPort(schema);
        }
        if (schema.getItems() != null) {
            var key = LIST_KEYS.get(name);
            schema.setXKubernetesListType(key == null ? "atomic" : "map");
            if (key != null) {
                schema.setXKubernetesListMapKeys(List.of(key));
            }
            var item = schema.getItems().getSchema();
            if (item.getDescription() == null && item.getProperties() == null) {
                item.setDescription("One entry of " + name + ".");
            }
            finish("", item);
        }
        if (schema.getAdditionalProperties() != null) {
            if (QUANTITIES.contains(name)) {
                schema.getAdditionalProperties().setSchema(quantity());
            } else {
                var value = schema.getAdditionalProperties().getSchema();
                if (value.getDescription() == null) {
                    value.setDescription("One value of " + name + ".");
                }
                finish("", value);
            }
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach(FinishedSchema::finish);
        }
    }

    /** A pattern that only lists words becomes an enumeration: the server then answers with the words. */
    private static void choiceToEnum(JSONSchemaProps schema) {
        var choice = schema.getPattern() == null ? null : CHOICE.matcher(schema.getPattern());
        if (choice != null && choice.matches()) {
            schema.setPattern(null);
            schema.setMaxLength(null);
            schema.setEnum(Arrays.stream(choice.group(1).replace("\\", "").split("\\|", -1))
                    .<JsonNode>map(TextNode::valueOf)
                    .toList());
        }
    }

    /** An annotation on a record component is seen twice: on its field and on its accessor. */
    private static void withoutRepetition(JSONSchemaProps schema) {
        if (schema.getXKubernetesValidations() != null) {
            schema.setXKubernetesValidations(List.copyOf(new LinkedHashSet<>(schema.getXKubernetesValidations())));
        }
    }

    /** The generator reads no size or bounds where the type is open; each half of these applies to its own type only. */
    private static void limitPort(JSONSchemaProps schema) {
        schema.setMinimum(1.0);
        schema.setMaximum(LARGEST_PORT);
        schema.setMaxLength(LONGEST_PORT_NAME);
    }

    /** People write cpu: 2 as often as cpu: "2", and core takes both. */
    private static JSONSchemaProps quantity() {
        return new JSONSchemaPropsBuilder()
                .withDescription("An amount, for example 500m, 2 or 128Mi.")
                .withXKubernetesIntOrString(true)
                .withAnyOf(
                        new JSONSchemaPropsBuilder().withType("integer").build(),
                        new JSONSchemaPropsBuilder().withType("string").build())
                .withMaxLength(LONGEST_QUANTITY)
                .build();
    }

    private static List<CustomResourceColumnDefinition> columnsInDeclaredOrder(
            List<CustomResourceColumnDefinition> columns, Class<?> kind) {
        var byName = columns.stream()
                .collect(Collectors.toMap(CustomResourceColumnDefinition::getName, Function.identity()));
        return Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(column -> byName.get(column.name()))
                .toList();
    }
}

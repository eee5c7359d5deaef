package dev.croft.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What an object may weigh is bounded field by field: a store, a watch and a rule in CEL all pay for what is not. */
class SchemaLimitsTest {

    @SuppressWarnings("unused") // Named in the annotations below.
    static final List<Class<? extends CustomResource<?, ?>>> KINDS = Manifests.KINDS;

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyStringHasALengthLimitOrAChoice(Class<? extends CustomResource<?, ?>> kind) {
        refuse(
                kind,
                schema -> "string".equals(schema.getType())
                        && schema.getMaxLength() == null
                        && (schema.getEnum() == null || schema.getEnum().isEmpty()));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyIntOrStringIsLimitedToo(Class<? extends CustomResource<?, ?>> kind) {
        refuse(
                kind,
                schema -> Boolean.TRUE.equals(schema.getXKubernetesIntOrString()) && schema.getMaxLength() == null);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyListHasASizeLimitAndAListType(Class<? extends CustomResource<?, ?>> kind) {
        refuse(
                kind,
                schema -> "array".equals(schema.getType())
                        && (schema.getMaxItems() == null || schema.getXKubernetesListType() == null));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyMapHasASizeLimit(Class<? extends CustomResource<?, ?>> kind) {
        refuse(kind, schema -> schema.getAdditionalProperties() != null && schema.getMaxProperties() == null);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyNumberHasAFormatAndALowerBound(Class<? extends CustomResource<?, ?>> kind) {
        refuse(
                kind,
                schema -> "integer".equals(schema.getType())
                        && (schema.getFormat() == null || schema.getMinimum() == null));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyFieldHasADescription(Class<? extends CustomResource<?, ?>> kind) {
        assertThat(SchemaFields.of(Manifests.definition(kind)))
                .filteredOn(
                        field -> !field.path().endsWith("[]") && !field.path().endsWith("*"))
                .filteredOn(field -> field.schema().getDescription() == null
                        || field.schema().getDescription().isBlank())
                .extracting(SchemaFields.Field::path)
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void noUnknownFieldIsPreserved(Class<? extends CustomResource<?, ?>> kind) {
        refuse(kind, schema -> schema.getXKubernetesPreserveUnknownFields() != null);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyRuleSaysWhatToDo(Class<? extends CustomResource<?, ?>> kind) {
        refuse(
                kind,
                schema -> schema.getXKubernetesValidations() != null
                        && schema.getXKubernetesValidations().stream()
                                .anyMatch(rule -> !(String.valueOf(rule.getMessage()) + rule.getMessageExpression())
                                        .contains("; ")));
    }

    private static void refuse(Class<? extends CustomResource<?, ?>> kind, Predicate<JSONSchemaProps> bad) {
        assertThat(SchemaFields.of(Manifests.definition(kind)))
                .hasSizeGreaterThan(10)
                .filteredOn(field -> bad.test(field.schema()))
                .extracting(SchemaFields.Field::path)
                .isEmpty();
    }
}

package dev.croft.operator.cluster.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private static final String UPDATE = "{manager: croft, operation: Update, fieldsV1: {}}";
    private static final String APPLY = "{manager: croft, operation: Apply, fieldsV1: {}}";
    private static final String OTHER = "{manager: kubectl, operation: Update, fieldsV1: {}}";

    @Test
    void isNotNeededWhileNoFieldIsLeftOut() {
        assertThat(before("{spec: {a: 1, b: {c: 2}}}", "{spec: {a: 2, b: {c: 2}, d: 3}}", UPDATE))
                .isEmpty();
    }

    @Test
    void isNotNeededForAnObjectThatWasOnlyEverApplied() {
        assertThat(before("{spec: {a: 1}}", "{spec: {}}", APPLY)).isEmpty();
        assertThat(before("{spec: {a: 1}}", "{spec: {}}", OTHER)).isEmpty();
    }

    @Test
    void turnsTheBookingOfTheCreateIntoOneOfAnApply() {
        var patch = before("{spec: {a: 1, b: 2}}", "{spec: {a: 1}}", OTHER + "," + UPDATE);

        assertThat(patch).contains("""
                [{"op":"test","path":"/metadata/uid","value":"uid-1"},\
                {"op":"test","path":"/metadata/managedFields/1/manager","value":"croft"},\
                {"op":"test","path":"/metadata/managedFields/1/operation","value":"Update"},\
                {"op":"replace","path":"/metadata/managedFields/1/operation","value":"Apply"}]""");
    }

    @Test
    void strikesTheBookingOfTheCreateOutWhereAnApplyExists() {
        var patch = before("{spec: {a: 1, b: 2}}", "{spec: {a: 1}}", UPDATE + "," + APPLY);

        assertThat(patch).contains("""
                [{"op":"test","path":"/metadata/uid","value":"uid-1"},\
                {"op":"test","path":"/metadata/managedFields/0/manager","value":"croft"},\
                {"op":"test","path":"/metadata/managedFields/0/operation","value":"Update"},\
                {"op":"remove","path":"/metadata/managedFields/0"}]""");
    }

    @Test
    void isNeededWhenAFieldDeepDownOrInAnItemIsLeftOut() {
        assertThat(before("{spec: {b: {c: 2, d: 3}}}", "{spec: {b: {c: 2}}}", UPDATE))
                .isPresent();
        assertThat(before("{env: [{name: A, value: x}]}", "{env: [{name: A}]}", UPDATE))
                .isPresent();
        assertThat(before("{env: [{name: A}]}", "{env: [{name: B}]}", UPDATE)).isPresent();
    }

    @Test
    void isNeededWhenAPortKeepsItsNameAndChangesItsNumber() {
        assertThat(before(
                        "{ports: [{name: http, port: 8080, targetPort: 8080}]}",
                        "{ports: [{name: http, port: 8081, targetPort: 8081}]}",
                        UPDATE))
                .isPresent();
    }

    @Test
    void doesNotMindTheOrderOfItemsNorTheLengthOfAPlainList() {
        assertThat(before("{env: [{name: A}, {name: B}]}", "{env: [{name: B}, {name: A}]}", UPDATE))
                .isEmpty();
        assertThat(before("{args: [a, b]}", "{args: [c]}", UPDATE)).isEmpty();
    }

    @Test
    void isNeededWhenNobodyCanTellWhatWasGiven() {
        for (String foreign : new String[] {"", "none of yours!", "AAAAAA", "====", "ü"}) {
            assertThat(HandOver.before(foreign, fields("{spec: {a: 1}}"), live(UPDATE)))
                    .as(foreign)
                    .isPresent();
        }
    }

    private static Optional<String> before(String given, String wanted, String managers) {
        return HandOver.before(fields(given), fields(wanted), live(managers));
    }

    private static Deployment live(String managers) {
        return Samples.read(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, uid: uid-1, managedFields: [%s]}}"
                        .formatted(managers),
                Deployment.class);
    }

    private static String fields(String yaml) {
        return FieldSet.of(Samples.read(yaml, JsonNode.class));
    }
}

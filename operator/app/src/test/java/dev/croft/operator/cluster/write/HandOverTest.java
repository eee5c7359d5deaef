package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private static final String UPDATE =
            "{manager: croft, operation: Update, fieldsV1: {'f:spec': {'f:a': {}, 'f:b': {'.': {}, 'f:c': {}}}}}";
    private static final String APPLY = "{manager: croft, operation: Apply, fieldsV1: {}}";
    private static final String OTHER = "{manager: kubectl, operation: Update, fieldsV1: {'f:spec': {'f:z': {}}}}";

    @Test
    void isNotNeededWhileNoFieldIsLeftOut() {
        assertThat(before("{spec: {a: 1, b: {c: 2}, d: 3}}", UPDATE)).isEmpty();
    }

    @Test
    void isNotNeededForAnObjectThatWasOnlyEverApplied() {
        assertThat(before("{spec: {}}", APPLY)).isEmpty();
        assertThat(before("{spec: {}}", OTHER)).isEmpty();
    }

    @Test
    void turnsTheBookingOfTheCreateIntoOneOfAnApply() {
        var patch = before("{spec: {a: 1}}", OTHER + "," + UPDATE);

        assertThat(patch).contains("""
                [{"op":"test","path":"/metadata/uid","value":"uid-1"},\
                {"op":"test","path":"/metadata/managedFields/1/manager","value":"croft"},\
                {"op":"test","path":"/metadata/managedFields/1/operation","value":"Update"},\
                {"op":"replace","path":"/metadata/managedFields/1/operation","value":"Apply"}]""");
    }

    @Test
    void strikesTheBookingOfTheCreateOutWhereAnApplyExists() {
        var patch = before("{spec: {a: 1}}", UPDATE + "," + APPLY);

        assertThat(patch).contains("""
                [{"op":"test","path":"/metadata/uid","value":"uid-1"},\
                {"op":"test","path":"/metadata/managedFields/0/manager","value":"croft"},\
                {"op":"test","path":"/metadata/managedFields/0/operation","value":"Update"},\
                {"op":"remove","path":"/metadata/managedFields/0"}]""");
    }

    @Test
    void isNeededWhenAFieldDeepDownIsLeftOut() {
        assertThat(before("{spec: {a: 1, b: {}}}", UPDATE)).isPresent();
    }

    @Test
    void findsItemsByTheirKeys() {
        var env = owned("'f:env': {'k:{\"name\":\"A\"}': {'.': {}, 'f:name': {}, 'f:value': {}}}");

        assertThat(before("{env: [{name: B}, {name: A, value: x}]}", env)).isEmpty();
        assertThat(before("{env: [{name: A}]}", env)).isPresent();
        assertThat(before("{env: [{name: B, value: x}]}", env)).isPresent();
    }

    @Test
    void knowsThatTheServerFilledInAKeyThatWasNotSent() {
        var ports =
                owned("'f:ports': {'k:{\"containerPort\":80,\"protocol\":\"TCP\"}': {'.': {}, 'f:containerPort': {}}}");

        assertThat(before("{ports: [{containerPort: 80}]}", ports)).isEmpty();
        assertThat(before("{ports: [{containerPort: 81}]}", ports)).isPresent();
        assertThat(before("{ports: [{containerPort: 80, protocol: UDP}]}", ports))
                .isPresent();
    }

    @Test
    void findsValuesOfASet() {
        var finalizers = owned("'f:finalizers': {'.': {}, 'v:\"croft.dev/one\"': {}}");

        assertThat(before("{finalizers: [other, croft.dev/one]}", finalizers)).isEmpty();
        assertThat(before("{finalizers: [other]}", finalizers)).isPresent();
    }

    @Test
    void passesOverKeysThatItDoesNotKnow() {
        assertThat(before("{list: [x]}", owned("'f:list': {'i:0': {}}"))).isEmpty();
    }

    private static String owned(String fields) {
        return "{manager: croft, operation: Update, fieldsV1: {" + fields + "}}";
    }

    private static Optional<String> before(String wanted, String managedFields) {
        var live = Samples.read(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, uid: uid-1, managedFields: [%s]}}"
                        .formatted(managedFields),
                Deployment.class);
        return HandOver.before(Samples.read(wanted, JsonNode.class), live);
    }
}

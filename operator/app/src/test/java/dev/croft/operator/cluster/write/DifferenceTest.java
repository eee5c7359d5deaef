package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.croft.operator.sample.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void findsNoneInEqualObjects() {
        assertThat(between("{a: 1, b: [x, y]}", "{a: 1, b: [x, y]}")).isEmpty();
    }

    @Test
    void leavesDefaultsAndFieldsOfOthersAlone() {
        assertThat(between("{spec: {a: 1}}", "{spec: {a: 1, b: 2}, status: {}}"))
                .isEmpty();
    }

    @Test
    void findsAMissingField() {
        assertThat(between("{spec: {a: 1, b: {c: 2}}}", "{spec: {a: 1}}")).contains(".spec.b");
    }

    @Test
    void findsAChangedField() {
        assertThat(between("{spec: {replicas: 2}}", "{spec: {replicas: 3}}")).contains(".spec.replicas");
    }

    @Test
    void findsAFieldOfAnotherShape() {
        assertThat(between("{a: {b: 1}}", "{a: text}")).contains(".a.b");
        assertThat(between("{a: [x]}", "{a: text}")).contains(".a");
        assertThat(between("{a: text}", "{a: {b: 1}}")).contains(".a");
    }

    @Test
    void takesANumberAndItsTextForEqual() {
        assertThat(between("{targetPort: 80}", "{targetPort: '80'}")).isEmpty();
    }

    @Test
    void findsItemsByTheirNameWhateverTheOrder() {
        assertThat(between(
                        "{env: [{name: A, value: x}, {name: B, value: y}]}",
                        "{env: [{name: C}, {name: B, value: y}, {name: A, value: x}]}"))
                .isEmpty();
        assertThat(between("{env: [{name: A, value: x}]}", "{env: [{name: A, value: z}]}"))
                .contains(".env[0].value");
        assertThat(between("{env: [{name: A, value: x}]}", "{env: [{name: B, value: x}]}"))
                .contains(".env[0]");
    }

    @Test
    void findsPortsByNumberAndProtocol() {
        assertThat(
                        between(
                                "{ports: [{containerPort: 53, protocol: UDP, name: dns}, {containerPort: 53, name: dns-tcp}]}",
                                "{ports: [{containerPort: 53, protocol: TCP, name: dns-tcp}, {containerPort: 53, protocol: UDP, name: dns}]}"))
                .isEmpty();
        assertThat(between(
                        "{ports: [{containerPort: 53, protocol: UDP}]}",
                        "{ports: [{containerPort: 53, protocol: TCP}]}"))
                .contains(".ports[0]");
    }

    @Test
    void findsOwnersByUid() {
        assertThat(between(
                        "{ownerReferences: [{uid: b, name: web}]}",
                        "{ownerReferences: [{uid: a, name: web}, {uid: b, name: web}]}"))
                .isEmpty();
    }

    @Test
    void wantsAListWithoutKeysAsAWhole() {
        assertThat(between("{command: [a, b]}", "{command: [b, a]}")).contains(".command[0]");
        assertThat(between("{command: [a]}", "{command: [a, b]}")).contains(".command");
        assertThat(between("{command: [a, b]}", "{command: [a]}")).contains(".command");
        assertThat(between("{rules: [{host: a}, {host: b}]}", "{rules: [{host: a}, {host: b}, {host: c}]}"))
                .contains(".rules");
    }

    @Test
    void takesQuantitiesForWhatTheyAreWorth() {
        assertThat(between("{resources: {limits: {cpu: 1000m}}}", "{resources: {limits: {cpu: '1'}}}"))
                .isEmpty();
        assertThat(between("{resources: {requests: {memory: 1024Mi}}}", "{resources: {requests: {memory: 1Gi}}}"))
                .isEmpty();
        assertThat(between("{resources: {limits: {cpu: 100m}}}", "{resources: {limits: {cpu: '1'}}}"))
                .contains(".resources.limits.cpu");
        assertThat(between("{resources: {limits: {cpu: 1}}}", "{resources: {limits: {cpu: 1x}}}"))
                .contains(".resources.limits.cpu");
        assertThat(between("{resources: {limits: {cpu: 1}}}", "{resources: {limits: {cpu: ''}}}"))
                .contains(".resources.limits.cpu");
    }

    @Test
    void takesOnlyAmountsOfResourcesForQuantities() {
        assertThat(between("{env: [{name: LIMIT, value: '1000'}]}", "{env: [{name: LIMIT, value: 1k}]}"))
                .contains(".env[0].value");
        assertThat(between("{env: [{name: PIN, value: '0042'}]}", "{env: [{name: PIN, value: '42'}]}"))
                .contains(".env[0].value");
    }

    private static Optional<String> between(String wanted, String live) {
        return Difference.first(Samples.read(wanted, JsonNode.class), Samples.read(live, JsonNode.class));
    }
}

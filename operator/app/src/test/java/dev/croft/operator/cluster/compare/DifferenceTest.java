package dev.croft.operator.cluster.compare;

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
    void findsPortsOfAServiceByNumberAndNotByName() {
        assertThat(between(
                        "{ports: [{name: http, port: 8081, targetPort: 8081}]}",
                        "{ports: [{name: http, port: 8080, protocol: TCP, targetPort: 8080}]}"))
                .contains(".ports[0]");
        assertThat(between(
                        "{ports: [{name: a, port: 1, targetPort: 1}, {name: b, port: 2, targetPort: 2}]}",
                        "{ports: [{name: b, port: 2, protocol: TCP, targetPort: 2},"
                                + " {name: a, port: 1, protocol: TCP, targetPort: 1}]}"))
                .isEmpty();
    }

    @Test
    void takesThePortsOfAPolicyForOneValue() {
        assertThat(between(
                        "{ports: [{port: 1, protocol: TCP}]}",
                        "{ports: [{port: 1, protocol: TCP}, {port: 2, protocol: TCP}]}"))
                .contains(".ports");
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
    void takesAListInWhichAKeyRepeatsForOneValue() {
        assertThat(between(
                        "{httpHeaders: [{name: X, value: a}, {name: X, value: b}]}",
                        "{httpHeaders: [{name: X, value: a}, {name: X, value: b}]}"))
                .isEmpty();
        assertThat(between(
                        "{httpHeaders: [{name: X, value: a}, {name: X, value: b}]}",
                        "{httpHeaders: [{name: X, value: b}, {name: X, value: a}]}"))
                .contains(".httpHeaders[0].value");
        assertThat(between(
                        "{httpHeaders: [{name: X, value: a}, {name: X, value: b}]}",
                        "{httpHeaders: [{name: X, value: a}, {name: X, value: b}, {name: Y, value: c}]}"))
                .contains(".httpHeaders");
    }

    @Test
    void wantsASelectorAsAWhole() {
        assertThat(between("{spec: {selector: {app: web}}}", "{spec: {selector: {app: web, mine: 'yes'}}}"))
                .contains(".spec.selector.mine");
        assertThat(between(
                        "{podSelector: {matchLabels: {app: web}}}",
                        "{podSelector: {matchLabels: {app: web, mine: 'yes'}}}"))
                .contains(".podSelector.matchLabels.mine");
        assertThat(between("{podSelector: {}}", "{podSelector: {matchLabels: {mine: 'yes'}}}"))
                .contains(".podSelector.matchLabels");
        assertThat(between("{podSelector: {matchLabels: {app: web}}}", "{podSelector: {matchLabels: {app: web}}}"))
                .isEmpty();
    }

    @Test
    void doesNotMissWhatTheServerLeavesOut() {
        assertThat(between(
                        "{probe: {initialDelaySeconds: 0}, env: [{name: A, value: ''}], hostNetwork: false}",
                        "{probe: {}, env: [{name: A}]}"))
                .isEmpty();
        assertThat(between("{a: 0}", "{a: 1}")).contains(".a");
        assertThat(between("{a: ''}", "{a: x}")).contains(".a");
        assertThat(between("{a: false}", "{a: true}")).contains(".a");
    }

    @Test
    void roundsQuantitiesAsTheServerDoes() {
        assertThat(between("{resources: {limits: {cpu: '.5'}}}", "{resources: {limits: {cpu: 500m}}}"))
                .isEmpty();
        assertThat(between("{resources: {limits: {cpu: 1n}}}", "{resources: {limits: {cpu: 1m}}}"))
                .isEmpty();
        assertThat(between("{resources: {limits: {cpu: 2m}}}", "{resources: {limits: {cpu: 1m}}}"))
                .contains(".resources.limits.cpu");
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

package dev.croft.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.ExternalNames;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodTemplateTest {

    private static final Settings SETTINGS = Settings.defaults();

    @Test
    void meetsTheRestrictedPodSecurityStandard() {
        var template = template(Samples.service("web", ""));
        var container = container(template);

        assertThat(template.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(template.getSpec().getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(template.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(template.getSpec().getEnableServiceLinks()).isFalse();
    }

    @Test
    void leavesOutWhatTheSpecLeavesOut() {
        var template = template(Samples.service("web", ""));
        var container = container(template);

        assertThat(template.getSpec().getSecurityContext().getRunAsUser()).isNull();
        assertThat(template.getSpec().getSecurityContext().getRunAsGroup()).isNull();
        assertThat(template.getSpec().getSecurityContext().getFsGroup()).isNull();
        assertThat(template.getSpec().getTerminationGracePeriodSeconds()).isNull();
        assertThat(container.getResources()).isNull();
        assertThat(container.getReadinessProbe()).isNull();
        assertThat(container.getPorts()).isEmpty();
    }

    @Test
    void runsAsTheUserAndGroupsOfTheSpec() {
        var template = template(Samples.service("web", """
                securityContext: {runAsUser: 1000, runAsGroup: 2000, fsGroup: 3000}
                terminationGracePeriodSeconds: 90
                """));

        var security = template.getSpec().getSecurityContext();
        assertThat(security.getRunAsUser()).isEqualTo(1000);
        assertThat(security.getRunAsGroup()).isEqualTo(2000);
        assertThat(security.getFsGroup()).isEqualTo(3000);
        assertThat(template.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(90);
    }

    @Test
    void pullsATagAlwaysAndADigestOnce() {
        assertThat(pullPolicy("image: example.com/web:1", SETTINGS)).isEqualTo("Always");
        assertThat(pullPolicy("image: example.com/web@sha256:abc", SETTINGS)).isEqualTo("IfNotPresent");
    }

    @Test
    void letsTheSpecDecideBeforeTheInstallation() {
        var installation = new Settings(
                Set.of(),
                "traefik",
                Optional.empty(),
                "kube-system",
                Map.of(),
                "cluster.local",
                Set.of(),
                ExternalNames.IGNORED,
                Settings.USUAL_IMAGE,
                Optional.of("IfNotPresent"));

        assertThat(pullPolicy("image: example.com/web:1", installation)).isEqualTo("IfNotPresent");
        assertThat(pullPolicy("image: example.com/web:1\nimagePullPolicy: Never", installation))
                .isEqualTo("Never");
    }

    @Test
    void letsTheServiceWinOverTheProjectByName() {
        var project = Samples.project("""
                env:
                - {name: REGION, value: eu}
                - {name: SHARED, value: x}
                """);
        var service = Samples.service("web", """
                env:
                - {name: OWN, value: y}
                - {name: REGION, value: us}
                """);

        var env = container(PodTemplate.of(project, service, "example.com/web:1", "r1", SETTINGS))
                .getEnv();

        assertThat(env).extracting(EnvVar::getName).containsExactly("TIER", "REGION", "SHARED", "OWN");
        assertThat(env).extracting(EnvVar::getValue).containsExactly("production", "us", "x", "y");
    }

    @Test
    void letsASpecOverrideTheTier() {
        var service = Samples.service("web", "env: [{name: TIER, value: canary}]");

        assertThat(container(template(service)).getEnv())
                .extracting(EnvVar::getValue)
                .containsExactly("canary");
    }

    @Test
    void refersToSecretsAndNeverCopiesThem() {
        var service = Samples.service("web", """
                env:
                - {name: A, valueFrom: {secretKeyRef: {name: tokens, key: api}}}
                - {name: B, valueFrom: {configMapKeyRef: {name: modes, key: mode, optional: true}}}
                - {name: C, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                """);

        var env = container(template(service)).getEnv();

        assertThat(env.get(1).getValue()).isNull();
        assertThat(env.get(1).getValueFrom().getSecretKeyRef().getName()).isEqualTo("tokens");
        assertThat(env.get(1).getValueFrom().getSecretKeyRef().getKey()).isEqualTo("api");
        assertThat(env.get(2).getValueFrom().getConfigMapKeyRef().getOptional()).isTrue();
        assertThat(env.get(3).getValueFrom().getFieldRef().getFieldPath()).isEqualTo("status.podIP");
    }

    @Test
    void putsTheSourcesOfTheServiceLastSinceTheLastOneWins() {
        var project = Samples.project("envFrom: [{secretRef: {name: shared}, prefix: S_}]");
        var service = Samples.service("web", "envFrom: [{configMapRef: {name: own, optional: true}}]");

        var sources = container(PodTemplate.of(project, service, "example.com/web:1", "r1", SETTINGS))
                .getEnvFrom();

        assertThat(sources.getFirst().getSecretRef().getName()).isEqualTo("shared");
        assertThat(sources.getFirst().getPrefix()).isEqualTo("S_");
        assertThat(sources.getLast().getConfigMapRef().getName()).isEqualTo("own");
        assertThat(sources.getLast().getConfigMapRef().getOptional()).isTrue();
    }

    @Test
    void takesPullSecretsOfTheProject() {
        var project = Samples.project("imagePullSecrets: [{name: registry}]");

        var template = PodTemplate.of(project, Samples.service("web", ""), "example.com/web:1", "r1", SETTINGS);

        assertThat(template.getSpec().getImagePullSecrets())
                .extracting(ref -> ref.getName())
                .containsExactly("registry");
    }

    @Test
    void asksForResources() {
        var container = container(template(Samples.service("web", """
                resources: {requests: {memory: 128Mi, cpu: 100m}}
                """)));

        assertThat(container.getResources().getRequests())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("cpu", new Quantity("100m"), "memory", new Quantity("128Mi")));
        assertThat(container.getResources().getLimits()).isNullOrEmpty();
    }

    @Test
    void probesInEveryWay() {
        var container = container(template(Samples.service("web", """
                probes:
                  startup: {tcpSocket: {port: http}, failureThreshold: 30}
                  readiness:
                    httpGet: {path: /healthz, port: 8080, scheme: HTTPS, httpHeaders: [{name: X-Probe, value: y}]}
                    periodSeconds: 5
                    successThreshold: 2
                  liveness: {grpc: {port: 9000, service: health}, initialDelaySeconds: 3, timeoutSeconds: 4}
                """)));
        var readiness = container.getReadinessProbe();

        assertThat(container.getStartupProbe().getTcpSocket().getPort()).isEqualTo(new IntOrString("http"));
        assertThat(container.getStartupProbe().getFailureThreshold()).isEqualTo(30);
        assertThat(readiness.getHttpGet().getPort()).isEqualTo(new IntOrString(8080));
        assertThat(readiness.getHttpGet().getScheme()).isEqualTo("HTTPS");
        assertThat(readiness.getHttpGet().getHttpHeaders().getFirst().getValue())
                .isEqualTo("y");
        assertThat(readiness.getPeriodSeconds()).isEqualTo(5);
        assertThat(readiness.getSuccessThreshold()).isEqualTo(2);
        assertThat(container.getLivenessProbe().getGrpc().getService()).isEqualTo("health");
        assertThat(container.getLivenessProbe().getInitialDelaySeconds()).isEqualTo(3);
        assertThat(container.getLivenessProbe().getTimeoutSeconds()).isEqualTo(4);
    }

    @Test
    void probesByACommand() {
        var container = container(template(Samples.service("web", """
                probes: {liveness: {exec: {command: [/check, --fast]}}}
                """)));

        assertThat(container.getLivenessProbe().getExec().getCommand()).containsExactly("/check", "--fast");
        assertThat(container.getReadinessProbe()).isNull();
    }

    private static String pullPolicy(String spec, Settings settings) {
        var service = Samples.service("web", spec);
        return container(PodTemplate.of(Samples.project(""), service, image(service), "r1", settings))
                .getImagePullPolicy();
    }

    private static PodTemplateSpec template(CroftService service) {
        return PodTemplate.of(Samples.project(""), service, image(service), "r1", SETTINGS);
    }

    private static String image(CroftService service) {
        return Objects.requireNonNull(service.getSpec().image());
    }

    private static Container container(PodTemplateSpec template) {
        return template.getSpec().getContainers().getFirst();
    }
}

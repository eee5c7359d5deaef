package dev.croft.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Image;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.sources.Sources;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {

    private static final Project PROJECT = Samples.project("");
    private static final CroftService PLAIN = Samples.service("web", "ports: [{name: http, port: 8080}]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicas: 3",
                "routes: [{hosts: [shop.example.com]}]",
                "allowFrom: [{cidr: 10.0.0.0/8, port: 8080}]"
            })
    void isNotChangedByWhatPodsDoNotSee(String more) {
        var changed = Samples.service("web", "ports: [{name: http, port: 8080}]\n" + more);

        assertThat(of(PROJECT, changed)).isEqualTo(of(PROJECT, PLAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: example.com/web:2",
                "imagePullPolicy: Never",
                "command: [/run]",
                "args: [--fast]",
                "env: [{name: A, value: b}]",
                "envFrom: [{secretRef: {name: tokens}}]",
                "resources: {limits: {memory: 1Gi}}",
                "probes: {readiness: {tcpSocket: {port: 8080}}}",
                "securityContext: {runAsUser: 1000}",
                "terminationGracePeriodSeconds: 60"
            })
    void isChangedByWhatPodsAreMadeOf(String more) {
        var changed = Samples.service("web", "ports: [{name: http, port: 8080}]\n" + more);

        assertThat(of(PROJECT, changed)).isNotEqualTo(of(PROJECT, PLAIN));
    }

    @Test
    void isChangedByAPort() {
        assertThat(of(PROJECT, Samples.service("web", "ports: [{name: http, port: 8081}]")))
                .isNotEqualTo(of(PROJECT, PLAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env: [{name: A, value: b}]",
                "envFrom: [{secretRef: {name: tokens}}]",
                "imagePullSecrets: [{name: registry}]"
            })
    void isChangedByWhatTheProjectAddsToPods(String spec) {
        assertThat(of(Samples.project(spec), PLAIN)).isNotEqualTo(of(PROJECT, PLAIN));
    }

    @Test
    void isChangedByTheTier() {
        var staging = Samples.read("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: shop, namespace: acme}
                spec: {tier: staging}
                """, Project.class);

        assertThat(of(staging, PLAIN)).isNotEqualTo(of(PROJECT, PLAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled: false", "description: A shop.", "routing: {ingressClassName: nginx}"})
    void isNotChangedByTheRestOfTheProject(String spec) {
        assertThat(of(Samples.project(spec), PLAIN)).isEqualTo(of(PROJECT, PLAIN));
    }

    @Test
    void isChangedByEachNewValueOfRedeploy() {
        var once = Samples.service("web", "ports: [{name: http, port: 8080}]");
        once.getMetadata().setAnnotations(Map.of("croft.dev/redeploy", "1"));
        var twice = Samples.service("web", "ports: [{name: http, port: 8080}]");
        twice.getMetadata().setAnnotations(Map.of("croft.dev/redeploy", "2"));
        var other = Samples.service("web", "ports: [{name: http, port: 8080}]");
        other.getMetadata().setAnnotations(Map.of("example.com/note", "2"));

        assertThat(of(PROJECT, once)).isNotEqualTo(of(PROJECT, PLAIN)).isNotEqualTo(of(PROJECT, twice));
        assertThat(of(PROJECT, other)).isEqualTo(of(PROJECT, PLAIN));
    }

    @Test
    void isChangedByTheContentOfSourcesAndNotByTheirVersions() {
        var sources = new Sources(List.of(), List.of(), "Secret/tokens@1", "hash");
        var touched = new Sources(List.of(), List.of(), "Secret/tokens@2", "hash");
        var changed = new Sources(List.of(), List.of(), "Secret/tokens@2", "other");

        var before = release(PLAIN, sources).fingerprint();

        assertThat(release(PLAIN, touched).fingerprint()).isEqualTo(before);
        assertThat(release(PLAIN, changed).fingerprint()).isNotEqualTo(before);
    }

    @Test
    void doesNotHeedAVariableOfTheProjectThatTheServiceHasItself() {
        var service = Samples.service("web", "env: [{name: LOG, value: debug}]");

        assertThat(of(Samples.project("env: [{name: LOG, value: info}]"), service))
                .isEqualTo(of(Samples.project("env: [{name: LOG, value: warn}]"), service))
                .isEqualTo(of(PROJECT, service));
        assertThat(of(Samples.project("env: [{name: LOG, value: info}]"), PLAIN))
                .isNotEqualTo(of(Samples.project("env: [{name: LOG, value: warn}]"), PLAIN));
    }

    @Test
    void hasItsRevisionAgainWhereItsImageIsPulledByItsDigest() {
        var named = Release.of(PROJECT, PLAIN, Image.asNamed("example.com/web:1"), Sources.NONE);
        var pulled =
                Release.of(PROJECT, PLAIN, new Image("example.com/web:1", "example.com/web:1@sha256:a"), Sources.NONE);

        assertThat(pulled.revision()).isEqualTo(named.revision());
        assertThat(pulled.fingerprint()).isNotEqualTo(named.fingerprint());
    }

    @Test
    void keepsItsRevisionOverARedeploy() {
        var redeployed = Samples.service("web", "ports: [{name: http, port: 8080}]");
        redeployed.getMetadata().setAnnotations(Map.of("croft.dev/redeploy", "1"));

        assertThat(release(redeployed, Sources.NONE).revision())
                .isEqualTo(release(PLAIN, Sources.NONE).revision());
    }

    private static Release release(CroftService service, Sources sources) {
        return Release.of(
                PROJECT,
                service,
                Image.asNamed(Objects.requireNonNull(service.getSpec().image())),
                sources);
    }

    private static String of(Project project, CroftService service) {
        return Release.of(
                        project,
                        service,
                        Image.asNamed(Objects.requireNonNull(service.getSpec().image())),
                        Sources.NONE)
                .fingerprint();
    }
}

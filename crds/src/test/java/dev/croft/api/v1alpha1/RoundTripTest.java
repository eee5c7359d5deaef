package dev.croft.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.project.ProjectStatus;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.Resources;
import dev.croft.api.v1alpha1.shared.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private static final String SERVICE = """
            apiVersion: croft.dev/v1alpha1
            kind: Service
            metadata: {name: web}
            spec:
              projectRef: {name: shop}
              image: ghcr.io/acme/shop:1.4.2
              imagePullPolicy: IfNotPresent
              command: [/bin/shop]
              args: [--port, "8080"]
              env:
                - {name: EMPTY, value: ""}
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: shop, key: token, optional: true}}}
                - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
              envFrom: [{prefix: DB_, secretRef: {name: db}}]
              ports: [{name: http, port: 8080, protocol: TCP}]
              replicas: 0
              resources: {requests: {cpu: 100m, ephemeral-storage: 1Gi}, limits: {memory: 128Mi}}
              probes:
                readiness: {httpGet: {path: /healthz, port: http, httpHeaders: [{name: Host, value: a}]}, periodSeconds: 5}
                liveness: {tcpSocket: {port: 8080}}
                startup: {grpc: {port: 9000, service: ""}}
              securityContext: {runAsUser: 1000}
              terminationGracePeriodSeconds: 0
              routes: [{hosts: [shop.example.com], pathPrefix: /api, port: 8080}]
              allowFrom: [{service: worker, port: 8080}]
            """;

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final ObjectMapper plain = new ObjectMapper();

    @Test
    void nothingOfAServiceIsLostInWriting() {
        var service = serialization.unmarshal(SERVICE, CroftService.class);

        var written = serialization.asYaml(service);

        assertThat(service.unreadable()).isEmpty();
        assertThat(spec(written)).isEqualTo(spec(SERVICE));
    }

    @Test
    void absentListsAreEmptyInJavaAndStayAbsentInWriting() {
        var given = "kind: Service\nmetadata: {name: web}\nspec: {projectRef: {name: shop}, image: 'a:1'}";
        var service = serialization.unmarshal(given, CroftService.class);

        assertThat(service.getSpec().ports()).isEmpty();
        assertThat(service.getSpec().env()).isEmpty();
        assertThat(spec(serialization.asYaml(service))).isEqualTo(spec(given));
    }

    @Test
    void derivedAnswersAreNotWritten() {
        var project = serialization.unmarshal("kind: Project\nmetadata: {name: shop}\nspec: {}", Project.class);
        project.setStatus(new ProjectStatus(
                3L, List.of(new Condition("Ready", "True", 3L, "2026-01-02T03:04:05Z", "Ready", "")), null, "0/0"));

        var written = plain.valueToTree(project);

        assertThat(written.at("/spec").properties()).isEmpty();
        assertThat(written.at("/status/conditions/0").properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "type", "status", "observedGeneration", "lastTransitionTime", "reason", "message");
        assertThat(project.getSpec().isEnabled()).isTrue();
    }

    @Test
    void quantitiesMayBeWrittenAsNumbers() {
        var service = serialization.unmarshal(
                "kind: Service\nmetadata: {name: w}\nspec: {projectRef: {name: s}, image: a, resources: {limits: {cpu: 2}}}",
                CroftService.class);

        assertThat(service.unreadable()).isEmpty();
        assertThat(service.getSpec().resources()).isEqualTo(new Resources(Map.of(), Map.of("cpu", "2")));
    }

    private @Nullable Object spec(String yaml) {
        return serialization.unmarshal(yaml, Map.class).get("spec");
    }
}

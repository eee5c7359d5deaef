package dev.croft.harness.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {

    @Test
    void namesTheKindsOfChildrenThatAreOtherThanBefore() {
        var before = List.of(
                resource("{kind: Deployment, metadata: {name: web, resourceVersion: '1'}, spec: {replicas: 1}}"),
                resource("{kind: Service, metadata: {name: web, resourceVersion: '1'}, spec: {type: ClusterIP}}"),
                resource("{kind: Ingress, metadata: {name: web}}"));
        var after = List.of(
                resource("{kind: Deployment, metadata: {name: web, resourceVersion: '2'}, spec: {replicas: 2}}"),
                resource("{kind: Service, metadata: {name: web, resourceVersion: '2'}, spec: {type: ClusterIP}}"));

        assertThat(Changes.ofChildren(before, after)).containsExactly("Deployment", "Ingress");
    }

    @Test
    void tellsWhereOnlyTheOperatorsOwnNotesDiffer() {
        var before =
                List.of(resource("{kind: Deployment, metadata: {name: web, annotations: {croft.dev/release: a}}}"));
        var after = List.of(resource("{kind: Deployment, metadata: {name: web, annotations: {croft.dev/release: b}}}"));

        assertThat(Changes.ofChildren(before, after)).containsExactly("Deployment (noted)");
    }

    @Test
    void namesTheFieldsOfTheStatusButNotTheTime() {
        var before = resource(
                "{kind: Service, metadata: {name: web}, status: {url: a, conditions: [{type: Ready, lastTransitionTime: x}]}}");
        var after = resource(
                "{kind: Service, metadata: {name: web}, status: {replicas: 1/1, conditions: [{type: Ready, lastTransitionTime: y}]}}");

        assertThat(Changes.ofStatus(before, after)).containsExactly("status.replicas", "status.url");
    }

    private static GenericKubernetesResource resource(String yaml) {
        return new KubernetesSerialization().unmarshal("---\n" + yaml, GenericKubernetesResource.class);
    }
}

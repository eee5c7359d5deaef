package dev.croft.operator.cluster.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.croft.operator.naming.Annotations;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import org.junit.jupiter.api.Test;

class FieldSetTest {

    @Test
    void tellsAGivenFieldFromOneThatWasFilledIn() {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.withObject("/metadata").put("name", "web");
        tree.withObject("/spec").put("ingressClassName", "nginx");
        var live = ingress(FieldSet.of(tree));

        assertThat(FieldSet.hasInSpec(live, "ingressClassName")).isTrue();
        assertThat(FieldSet.hasInSpec(live, "defaultBackend")).isFalse();
    }

    @Test
    void knowsOfNoneWithoutTheAnnotation() {
        assertThat(FieldSet.hasInSpec(
                        new IngressBuilder().withNewMetadata().endMetadata().build(), "rules"))
                .isFalse();
    }

    private static Ingress ingress(String fields) {
        return new IngressBuilder()
                .withNewMetadata()
                .addToAnnotations(Annotations.FIELDS, fields)
                .endMetadata()
                .build();
    }
}

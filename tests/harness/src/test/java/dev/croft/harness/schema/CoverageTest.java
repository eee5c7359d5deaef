package dev.croft.harness.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.croft.harness.schema.Edit.Sort;
import dev.croft.harness.schema.Edit.Step;
import dev.croft.harness.schema.Property.Presence;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Property REPLICAS = property("spec.replicas");
    private static final Property PORT = property("spec.ports[].port");

    private final Coverage coverage = new Coverage(List.of(REPLICAS, PORT));

    @Test
    void namesWhatWasNotReached() {
        coverage.accepted(edit(REPLICAS, Sort.VALID, "3"), Set.of("Deployment", "status.replicas"));
        coverage.refused(edit(REPLICAS, Sort.REFUSED, "101"), new Refusal(422, List.of("spec.replicas")));
        coverage.accepted(edit(PORT, Sort.VALID, "7001"), Set.of("Service"));

        assertThat(coverage.percent()).isEqualTo(50);
        assertThat(coverage.missing()).containsExactly(PORT);
        assertThat(coverage.table().lines())
                .containsExactly(
                        "property                   accepted value  changed                      refused value  path",
                        "Service spec.replicas      3               Deployment, status.replicas  101            spec.replicas",
                        "Service spec.ports[].port  7001            Service                      -              -",
                        "property coverage: 1 of 2, 50.0 %",
                        "not reached: Service spec.ports[].port");
    }

    @Test
    void anEditThatWasOnlyLookedAtShowsNothing() {
        coverage.accepted(edit(REPLICAS, Sort.VALID, "3"), Set.of("status.observedGeneration", "Deployment (noted)"));
        coverage.refused(edit(REPLICAS, Sort.REFUSED, "101"), new Refusal(422, List.of("spec.replicas")));

        assertThat(coverage.missing()).contains(REPLICAS);
    }

    @Test
    void aRefusalOfSomethingElseShowsNothing() {
        coverage.accepted(edit(PORT, Sort.VALID, "7001"), Set.of("Service"));
        coverage.refused(edit(PORT, Sort.REFUSED, "0"), new Refusal(422, List.of("spec.replicas", "spec")));

        assertThat(coverage.missing()).contains(PORT);
    }

    @Test
    void showsTheRefusalThatLeadsNearest() {
        coverage.accepted(edit(PORT, Sort.VALID, "7001"), Set.of("Service"));
        coverage.refused(edit(PORT, Sort.REFUSED, "twice"), new Refusal(422, List.of("spec.ports")));
        coverage.refused(edit(PORT, Sort.REFUSED, "0"), new Refusal(422, List.of("spec.ports[0].port")));
        coverage.refused(edit(PORT, Sort.REFUSED, "typo"), new Refusal(400, List.of("spec.ports[0].prot")));

        assertThat(coverage.table()).contains("0              spec.ports[0].port");
    }

    private static Property property(String path) {
        return new Property("Service", path, new JSONSchemaProps(), Presence.OPTIONAL);
    }

    private static Edit edit(Property property, Sort sort, String what) {
        return new Edit(property, sort, Step.CHANGED, what, JsonNodeFactory.instance.objectNode());
    }
}

package dev.croft.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicasTest {

    private static final Project PROJECT = Samples.project("");
    private static final CroftService FIXED = Samples.service("web", "replicas: 3");
    private static final CroftService SCALED = Samples.service("web", "autoscaling: {min: 2, max: 9}");

    @Test
    void areThoseOfTheSpec() {
        assertThat(Replicas.of(PROJECT, FIXED, live(7)).named()).isEqualTo(3);
    }

    @Test
    void areLeftToTheAutoscaler() {
        assertThat(Replicas.of(PROJECT, SCALED, live(7)))
                .satisfies(left -> assertThat(left.named()).isNull())
                .satisfies(left -> assertThat(left.number()).isEqualTo(7));
        assertThat(Replicas.of(PROJECT, SCALED, live(1)).number()).isEqualTo(2);
        assertThat(Replicas.of(PROJECT, Samples.service("web", "autoscaling: {max: 9}"), Optional.empty())
                        .named())
                .isNull();
    }

    @Test
    void beginWhereTheAutoscalerWouldLeaveThemAtNone() {
        assertThat(Replicas.of(PROJECT, SCALED, live(0)).named()).isEqualTo(2);
        assertThat(Replicas.of(PROJECT, SCALED, Optional.empty()).named()).isEqualTo(2);
    }

    @Test
    void areNoneInADisabledProject() {
        assertThat(Replicas.of(Samples.project("enabled: false"), SCALED, live(7))
                        .named())
                .isZero();
    }

    private static Optional<LiveWorkload> live(int replicas) {
        return Optional.of(LiveWorkload.of(Samples.deployment("web", """
                metadata: {generation: 1}
                spec: {replicas: %d, template: {}}
                """.formatted(replicas))));
    }

    @Test
    void readNoNumberAsNone() {
        assertThat(LiveWorkload.of(Samples.read(
                                "{kind: Deployment, metadata: {}, spec: {template: {}}}", Deployment.class))
                        .replicas())
                .isZero();
    }
}

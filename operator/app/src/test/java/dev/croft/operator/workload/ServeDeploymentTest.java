package dev.croft.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.pod.PodTemplate;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.sources.Sources;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServeDeploymentTest {

    private static final Project PROJECT = Samples.project("");
    private static final CroftService SERVICE = Samples.service("web", "");

    @Test
    void neverHasFewerPodsThanWanted() {
        var rolling = deployment(Sources.NONE).getSpec().getStrategy().getRollingUpdate();

        assertThat(rolling.getMaxUnavailable()).isEqualTo(new IntOrString(0));
        assertThat(rolling.getMaxSurge()).isEqualTo(new IntOrString(1));
    }

    @Test
    void letsPodsThatNobodyAsksProveThemselvesBeforeOldOnesEnd() {
        var probed = Samples.service("web", "probes: {readiness: {tcpSocket: {port: 8080}}}");

        assertThat(deployment(Sources.NONE).getSpec().getMinReadySeconds()).isEqualTo(5);
        assertThat(deployment(probed, Sources.NONE).getSpec().getMinReadySeconds())
                .isNull();
    }

    @Test
    void selectsExactlyItsOwnPods() {
        var deployment = deployment(Sources.NONE);

        assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
        assertThat(deployment.getSpec().getSelector().getMatchLabels())
                .containsEntry("app.kubernetes.io/component", "serve");
    }

    @Test
    void notesWhichSourcesTheReleaseRead() {
        var annotations = deployment(new Sources(List.of(), List.of(), "Secret/tokens@7", "hash"))
                .getMetadata()
                .getAnnotations();

        assertThat(annotations)
                .containsEntry("croft.dev/sources", "Secret/tokens@7")
                .containsEntry("croft.dev/config", "hash");
    }

    @Test
    void notesNoSourcesWhereThereAreNone() {
        assertThat(deployment(Sources.NONE).getMetadata().getAnnotations())
                .containsOnlyKeys("croft.dev/release", "croft.dev/revision", "croft.dev/template");
    }

    @Test
    void scalesWithoutTouchingThePods() {
        var live = new DeploymentBuilder(deployment(Sources.NONE))
                .editMetadata()
                .addToAnnotations("croft.dev/applied", "fingerprint")
                .addToAnnotations("deployment.kubernetes.io/revision", "3")
                .endMetadata()
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations("croft.dev/release", "older")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();

        var scaled =
                ServeDeployment.scaled(PROJECT, SERVICE, LiveWorkload.of(live), new Replicas(5, Replicas.Decider.SPEC));

        assertThat(scaled.getSpec().getReplicas()).isEqualTo(5);
        assertThat(scaled.getSpec().getTemplate()).isEqualTo(live.getSpec().getTemplate());
        // What others wrote stays theirs, and the fingerprint of what was applied is the applier's.
        assertThat(scaled.getMetadata().getAnnotations())
                .containsOnlyKeys("croft.dev/release", "croft.dev/revision", "croft.dev/template");
    }

    @Test
    void hasABudgetThatLetsADrainTakeOnePodAtATime() {
        var budget = ServeDisruptionBudget.of(PROJECT, SERVICE);

        assertThat(budget.getSpec().getMaxUnavailable()).isEqualTo(new IntOrString(1));
        assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
        assertThat(budget.getSpec().getSelector())
                .isEqualTo(deployment(Sources.NONE).getSpec().getSelector());
    }

    private static Deployment deployment(Sources sources) {
        return deployment(SERVICE, sources);
    }

    private static Deployment deployment(CroftService service, Sources sources) {
        var release = new Release("r1", "v1", sources);
        var template = PodTemplate.of(PROJECT, service, "example.com/web:1", "r1", Settings.defaults());
        return ServeDeployment.of(PROJECT, service, release, template, new Replicas(1, Replicas.Decider.SPEC));
    }
}

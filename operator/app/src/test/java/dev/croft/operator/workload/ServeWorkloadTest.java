package dev.croft.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeWorkloadTest {

    private static final Replicas ONE = new Replicas(1, Replicas.Decider.SPEC);

    private static final LiveWorkload DEPLOYMENT = LiveWorkload.of(Samples.deployment("web", """
            metadata: {generation: 1}
            spec: {replicas: 1, template: {}}
            """));
    private static final LiveWorkload STATEFUL_SET = LiveWorkload.of(Samples.read("""
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: web, namespace: acme}
            spec: {replicas: 1, template: {}}
            """, StatefulSet.class));
    private static final LiveWorkload CRON_JOB = LiveWorkload.of(Samples.read("""
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: web, namespace: acme}
            spec: {schedule: 0 4 * * *, timeZone: Etc/UTC, concurrencyPolicy: Forbid, jobTemplate: {spec: {template: {}}}}
            """, CronJob.class));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'schedule: 0 4 * * *'                                     | true
            'schedule: 0 5 * * *'                                     | false
            '{schedule: 0 4 * * *, timeZone: Europe/London}'          | false
            '{schedule: 0 4 * * *, concurrencyPolicy: Replace}'       | false
            ''                                                        | true
            """)
    void isAsAskedWhileItIsDueAsAsked(String spec, boolean asAsked) {
        var flat = spec.replace("{", "").replace("}", "").replace(", ", "\n");

        assertThat(ServeWorkload.isAsAsked(CRON_JOB, Samples.service("web", flat), ONE))
                .isEqualTo(asAsked);
    }

    @Test
    void leavesTheNumberOfPodsToAnAutoscaler() {
        var service = Samples.service("web", "");

        assertThat(ServeWorkload.isAsAsked(DEPLOYMENT, service, ONE)).isTrue();
        assertThat(ServeWorkload.isAsAsked(DEPLOYMENT, service, new Replicas(3, Replicas.Decider.SPEC)))
                .isFalse();
        assertThat(ServeWorkload.isAsAsked(DEPLOYMENT, service, new Replicas(3, Replicas.Decider.AUTOSCALER)))
                .isTrue();
    }

    @Test
    void tellsTheWorkloadOfNowFromThoseOfBefore() {
        var live = List.of(DEPLOYMENT, STATEFUL_SET, CRON_JOB);
        var stateful = Samples.service("web", "volumes: [{name: data, mountPath: /data, size: 1Gi}]");

        assertThat(ServeWorkload.present(live, stateful)).contains(STATEFUL_SET);
        assertThat(ServeWorkload.former(live, stateful)).containsExactly(DEPLOYMENT, CRON_JOB);
        assertThat(ServeWorkload.present(live, Samples.service("web", ""))).contains(DEPLOYMENT);
        assertThat(ServeWorkload.present(live, Samples.service("web", "schedule: 0 4 * * *")))
                .contains(CRON_JOB);
        assertThat(ServeWorkload.present(List.of(), stateful)).isEmpty();
    }

    @Test
    void scalesWhateverThereIs() {
        var project = Samples.project("");
        var service = Samples.service("web", "");
        var none = new Replicas(0, Replicas.Decider.SPEC);

        assertThat(((Deployment) ServeWorkload.scaled(project, service, DEPLOYMENT, none))
                        .getSpec()
                        .getReplicas())
                .isZero();
        assertThat(((StatefulSet) ServeWorkload.scaled(project, service, STATEFUL_SET, none))
                        .getSpec()
                        .getReplicas())
                .isZero();
        assertThat(((CronJob) ServeWorkload.scaled(project, service, CRON_JOB, none))
                        .getSpec()
                        .getSuspend())
                .isTrue();
    }
}

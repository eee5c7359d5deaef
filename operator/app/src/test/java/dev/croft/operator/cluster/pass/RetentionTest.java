package dev.croft.operator.cluster.pass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.write.Announcer;
import dev.croft.operator.cluster.write.Gate;
import dev.croft.operator.cluster.write.Requests;
import dev.croft.operator.sample.ApiStore;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.OpenFence;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.workload.VolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private final HandClock clock = new HandClock();
    private final Caches caches = new Caches(clock);
    private final ApiStore store = new ApiStore();
    private final OpenFence fence = new OpenFence(clock);
    private final Retention retention = new Retention(
            caches,
            new Announcer(
                    new Requests(store.client(), new ObjectMapper(), caches, fence.renewed(), new Gate(clock)),
                    InstantSource.fixed(Instant.EPOCH),
                    "replica"));
    private final CroftService service = Samples.service("web", "volumes: [{name: data, mountPath: /data, size: 1Gi}]");

    @Test
    void tellsOnceWhatStaysOfAService() {
        show(Samples.project(""));

        retention.tell(service);

        assertThat(store.requests()).containsExactly("POST events/");
    }

    @Test
    void tellsWhatStaysOfAProject() {
        show(Samples.project(""));

        retention.tell(Samples.project(""));

        assertThat(store.requests()).hasSize(1);
    }

    @Test
    void tellsNothingWhereNothingStays() {
        retention.tell(service);
        show(Samples.project("deletionPolicy: Delete"));
        retention.tell(Samples.project("deletionPolicy: Delete"));

        assertThat(store.requests()).isEmpty();
    }

    @Test
    void bearsThatNobodyCanBeTold() {
        show(Samples.project(""));
        store.refuse(403, "Forbidden", "the namespace is being deleted");

        retention.tell(service);

        assertThat(store.requests()).hasSize(1);
    }

    private void show(Project project) {
        var claim = VolumeClaim.of(project, service, service.getSpec().volumes().getFirst(), Optional.empty());
        claim.getMetadata().setUid("uid-claim");
        claim.getMetadata().setResourceVersion("1");
        caches.shelf(PersistentVolumeClaim.class).show(claim);
    }
}

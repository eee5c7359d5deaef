package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.sample.ApiStore;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.OpenFence;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an object tells of how much its writer had seen. */
class OwnerCheckTest {

    private final HandClock clock = new HandClock();
    private final Caches caches = new Caches(clock);
    private final ApiStore store = new ApiStore();
    private final CroftService service = Samples.service("web", "");
    private final OpenFence fence = new OpenFence(clock);
    private final Applier applier = new Applier(
            caches, new Requests(store.client(), new ObjectMapper(), caches, fence.renewed(), new Gate(clock)), clock);

    @Test
    void marksWhatItMakesWithTheNewestThatWasTold() {
        told("900");

        apply(1);

        assertThat(mark()).isEqualTo("projects.croft.dev=0 services.croft.dev=900");
        assertThat(store.requests()).containsExactly("POST deployments/web");
    }

    @Test
    void marksAnewWhatItMadeInAStoreThatWasPutBack() {
        told("5000");

        apply(1);

        assertThat(store.requests()).containsExactly("POST deployments/web", "PATCH deployments/web");
        assertThat(mark()).isEqualTo("projects.croft.dev=0 services.croft.dev=0");
    }

    @Test
    void marksAnewWhatItChangedInAStoreThatWasPutBack() {
        told("900");
        apply(1);
        store.requests().clear();
        told("5000");

        apply(2);
        apply(2);

        assertThat(store.requests()).containsExactly("PATCH deployments/web", "PATCH deployments/web");
        assertThat(mark()).isEqualTo("projects.croft.dev=0 services.croft.dev=0");
    }

    @Test
    void marksAnewInTheNextPassWhereSomebodyWasFaster() {
        told("5000");
        store.accept();
        store.refuse(409, "Conflict", "the object has been modified");

        assertThatExceptionOfType(OwnerCheck.TooEarly.class).isThrownBy(() -> apply(1));
        assertThat(mark()).isEqualTo("projects.croft.dev=0 services.croft.dev=5000");
        apply(1);
        apply(1);

        assertThat(store.requests())
                .containsExactly("POST deployments/web", "PATCH deployments/web", "PATCH deployments/web");
        assertThat(mark()).isEqualTo("projects.croft.dev=0 services.croft.dev=0");
    }

    private void told(String version) {
        caches.synced().expect(Project.class, "");
        caches.synced().expect(CroftService.class, "");
        var told = Samples.service("other", "");
        told.getMetadata().setResourceVersion(version);
        caches.shelf(CroftService.class).show(told);
    }

    private void apply(int replicas) {
        var draft = new Plan.Draft();
        draft.workload(wanted(replicas));
        applier.apply(service, draft.finish(), caches.ownedBy(service));
    }

    private @Nullable String mark() {
        return store.stored(wanted(1)).getMetadata().getAnnotations().get(Annotations.SEEN);
    }

    private Deployment wanted(int replicas) {
        var wanted = Samples.deployment("web", "spec: {replicas: %d}\nmetadata: {}\n".formatted(replicas));
        wanted.getMetadata().setOwnerReferences(List.of(Owner.stamp(service)));
        return wanted;
    }
}

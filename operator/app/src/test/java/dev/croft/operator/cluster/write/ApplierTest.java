package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.sample.ApiStore;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.OpenFence;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplierTest {

    private final HandClock clock = new HandClock();
    private final Caches caches = new Caches(clock);
    private final ApiStore store = new ApiStore();
    private final CroftService service = Samples.service("web", "");
    private final Applier applier = new Applier(
            caches, new Requests(store.client(), new ObjectMapper(), caches, new OpenFence(clock).renewed(), new Gate(clock)), clock);

    @Test
    void triesOnceMoreWhenATakenNameIsFreeAtTheLook() {
        store.refuse(409, "AlreadyExists", "taken");

        assertThat(apply(wanted(2)).changed()).isEqualTo(1);

        assertThat(store.requests())
                .containsExactly("POST deployments/web", "GET deployments/web", "POST deployments/web");
    }

    @Test
    void leavesANameThatIsTakenAndFreeInTurnToTheNextPass() {
        store.refuse(409, "AlreadyExists", "taken");
        store.refuse(409, "AlreadyExists", "taken");

        assertThatThrownBy(() -> apply(wanted(2))).isInstanceOf(KubernetesClientException.class);

        assertThat(store.requests())
                .containsExactly("POST deployments/web", "GET deployments/web", "POST deployments/web");
    }

    @Test
    void doesNotTakeAConflictOverAQuotaForATakenName() {
        store.refuse(409, "Conflict", "Operation cannot be fulfilled on resourcequotas \"all\"");

        assertThatThrownBy(() -> apply(wanted(2))).isInstanceOf(KubernetesClientException.class);

        assertThat(store.requests()).containsExactly("POST deployments/web");
    }

    @Test
    void takesAHandOverThatCameTooLateForAConflict() {
        apply(wanted(2));
        var live = store.stored(wanted(2));
        live.getMetadata()
                .setManagedFields(List.of(new ManagedFieldsEntryBuilder()
                        .withManager("croft")
                        .withOperation("Update")
                        .build()));
        show(live);
        store.refuse(422, "Invalid", "the server rejected our request due to an error in our request");
        var less = wanted(2);
        less.getSpec().setReplicas(null);

        assertThatThrownBy(() -> apply(less))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        conflict -> assertThat(conflict.getCode()).isEqualTo(409));
    }

    @Test
    void waitsForAnObjectOfItsOwnThatIsBeingRemoved() {
        apply(wanted(2));
        var live = store.stored(wanted(2));
        live.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        show(live);
        store.requests().clear();

        var applied = apply(wanted(2));

        assertThat(applied.holds()).singleElement().satisfies(hold -> {
            assertThat(hold.reason()).isEqualTo(AnyReason.NameInUse);
            assertThat(hold.message()).startsWith("Deployment web was deleted and is still being removed");
        });
        assertThat(store.requests()).isEmpty();
    }

    private void show(Deployment live) {
        store.put(live);
        caches.shelf(Deployment.class).show(live);
    }

    private Applied apply(Deployment wanted) {
        var draft = new Plan.Draft();
        draft.workload(wanted);
        return applier.apply(service, draft.finish());
    }

    private Deployment wanted(int replicas) {
        var wanted = Samples.deployment("web", """
                metadata: {labels: {team: blue}}
                spec: {replicas: %d}
                """.formatted(replicas));
        wanted.getMetadata().setOwnerReferences(List.of(Owner.stamp(service)));
        return wanted;
    }
}

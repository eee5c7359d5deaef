package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.routing.CoreService;
import dev.croft.operator.sample.ApiStore;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.OpenFence;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.workload.VolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the applier treats what outlives its owner. */
class KeptObjectsTest {

    private final HandClock clock = new HandClock();
    private final Caches caches = new Caches(clock);
    private final ApiStore store = new ApiStore();
    private final OpenFence fence = new OpenFence(clock);
    private final Applier applier = new Applier(
            caches, new Requests(store.client(), new ObjectMapper(), caches, fence.renewed(), new Gate(clock)), clock);

    private final Project project = Samples.project("");
    private final CroftService small = service("1Gi");

    @Test
    void makesTheClaimBeforeThePodThatMountsIt() {
        var applied = apply(small);

        assertThat(applied.changed()).isEqualTo(2);
        assertThat(store.requests()).containsExactly("POST persistentvolumeclaims/data-web-0", "POST statefulsets/web");
    }

    @Test
    void takesUpAClaimThatAnEarlierServiceLeft() {
        apply(small);
        show(store.stored(claim(small)));
        store.requests().clear();
        var heir = Samples.service("web", "volumes: [{name: data, mountPath: /data, size: 1Gi}]");
        heir.getMetadata().setUid("another");

        var applied = applier.apply(heir, plan(heir), caches.allOf(heir));

        assertThat(applied.problems()).isEmpty();
        assertThat(store.requests()).doesNotContain("PATCH persistentvolumeclaims/data-web-0");
    }

    @Test
    void growsAClaim() {
        apply(small);
        show(store.stored(claim(small)));
        store.requests().clear();

        apply(service("2Gi"));

        assertThat(store.requests()).contains("PATCH persistentvolumeclaims/data-web-0");
    }

    @Test
    void startsNoPodOnAClaimOfSomebodyElse() {
        var foreign = claim(small);
        foreign.getMetadata().setUid("foreign");
        foreign.getMetadata().setResourceVersion("1");
        foreign.getMetadata().setLabels(Map.of());
        foreign.getMetadata().setAnnotations(Map.of());
        store.put(foreign);

        var applied = apply(small);

        assertThat(applied.problems()).extracting(Problem::reason).containsExactly(AnyReason.NameTaken);
        assertThat(store.requests())
                .containsExactly("POST persistentvolumeclaims/data-web-0", "GET persistentvolumeclaims/data-web-0");
    }

    @Test
    void leadsNowhereWhereTheCoreServiceIsSomebodyElses() {
        var core = CoreService.of(project, small, List.of());
        var foreign = CoreService.of(project, small, List.of());
        foreign.getMetadata().setUid("foreign");
        foreign.getMetadata().setResourceVersion("1");
        foreign.getMetadata().setLabels(Map.of());
        foreign.getMetadata().setOwnerReferences(List.of());
        store.put(foreign);
        var draft = new Plan.Draft();
        draft.name(core);
        draft.workload(workload(small));

        var applied = applier.apply(small, draft.finish(), caches.ownedBy(small));

        assertThat(applied.problems()).extracting(Problem::reason).containsExactly(AnyReason.NameTaken);
        assertThat(store.requests()).containsExactly("POST services/web", "GET services/web");
    }

    @Test
    void startsNoPodOnAClaimOfAnotherProject() {
        apply(small);
        var other = store.stored(claim(small));
        other.getMetadata().getAnnotations().put(Annotations.KEPT_FOR, "other/web");
        other.getMetadata().getLabels().put("croft.dev/project", "other");
        show(other);
        store.requests().clear();

        var applied = apply(small);

        assertThat(applied.problems()).extracting(Problem::reason).containsExactly(AnyReason.NameTaken);
        assertThat(store.requests()).isEmpty();
    }

    @Test
    void startsNoPodWhileTheClaimIsBeingRemoved() {
        apply(small);
        var going = store.stored(claim(small));
        going.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        show(going);
        store.requests().clear();

        var applied = apply(small);

        assertThat(applied.holds()).extracting("reason").containsExactly(AnyReason.NameInUse);
        assertThat(store.requests()).isEmpty();
    }

    @Test
    void leavesTheClaimOfAVolumeThatIsWantedNoMore() {
        apply(small);
        show(store.stored(claim(small)));
        store.requests().clear();

        applier.apply(small, new Plan.Draft().finish(), caches.allOf(small));

        assertThat(store.requests()).containsExactly("DELETE statefulsets/web");
    }

    private Applied apply(CroftService service) {
        return applier.apply(service, plan(service), caches.allOf(service));
    }

    private Plan plan(CroftService service) {
        var draft = new Plan.Draft();
        draft.data(claim(service));
        draft.workload(workload(service));
        return draft.finish();
    }

    private static StatefulSet workload(CroftService service) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace("acme")
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .build();
    }

    private PersistentVolumeClaim claim(CroftService service) {
        return VolumeClaim.of(project, service, service.getSpec().volumes().getFirst(), Optional.empty());
    }

    private void show(PersistentVolumeClaim claim) {
        caches.shelf(PersistentVolumeClaim.class).show(claim);
    }

    private static CroftService service(String size) {
        return Samples.service("web", "volumes: [{name: data, mountPath: /data, size: %s}]".formatted(size));
    }
}

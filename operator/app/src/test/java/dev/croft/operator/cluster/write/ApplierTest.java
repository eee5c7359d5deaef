package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.ObjectKey;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplierTest {

    private final HandClock clock = new HandClock();
    private final Caches caches = new Caches(clock);
    private final ApiStore store = new ApiStore();
    private final CroftService service = Samples.service("web", "");
    private final OpenFence fence = new OpenFence(clock);
    private final Applier applier = new Applier(
            caches, new Requests(store.client(), new ObjectMapper(), caches, fence.renewed(), new Gate(clock)), clock);

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

        assertThatThrownBy(() -> apply(wanted(2))).isInstanceOf(Applier.NotWritten.class);

        assertThat(store.requests())
                .containsExactly("POST deployments/web", "GET deployments/web", "POST deployments/web");
    }

    @Test
    void doesNotTakeAConflictOverAQuotaForATakenName() {
        store.refuse(409, "Conflict", "Operation cannot be fulfilled on resourcequotas \"all\"");

        assertThatThrownBy(() -> apply(wanted(2))).isInstanceOf(Applier.NotWritten.class);

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
                        Applier.NotWritten.class,
                        conflict -> assertThat(conflict.getCode()).isEqualTo(409));
    }

    @Test
    void namesTheObjectThatCouldNotBeWritten() {
        store.refuse(500, "InternalError", "broken");

        assertThatThrownBy(() -> apply(wanted(2)))
                .isInstanceOf(KubernetesClientException.class)
                .isInstanceOfSatisfying(
                        Applier.NotWritten.class,
                        failed -> assertThat(failed.object()).isEqualTo(new ObjectKey("Deployment", "acme", "web")));
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

    @Test
    void waitsForAKeptObjectThatIsBeingRemoved() {
        apply(wanted(2));
        var live = store.stored(wanted(2));
        live.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        show(live);
        var draft = new Plan.Draft();
        draft.keep(live);

        var applied = applier.apply(service, draft.finish(), caches.ownedBy(service));

        assertThat(applied.holds()).extracting("reason").containsExactly(AnyReason.NameInUse);
    }

    @Test
    void tellsOfAFightWithSomebodyWhoDeletesAgainAndAgain() {
        apply(wanted(2));
        for (int i = 0; i < 3; i++) {
            assertThat(applyAfterADelete().problems()).isEmpty();
        }
        store.requests().clear();

        var applied = applyAfterADelete();

        assertThat(applied.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(AnyReason.Contested);
            assertThat(problem.message()).startsWith("Somebody keeps deleting Deployment web");
            assertThat(problem.lookAgain()).contains(Duration.ofSeconds(1));
        });
        assertThat(store.requests()).containsExactly("GET services/web");
        advance(Duration.ofMillis(500));
        applied = apply(wanted(2));
        assertThat(applied.changed()).isEqualTo(1);
        assertThat(applied.problems()).extracting("reason").containsExactly(AnyReason.Contested);
    }

    @Test
    void tellsOfAFightWithSomebodyWhoWritesTheAnnotationsAnew() {
        apply(wanted(2));
        for (int i = 0; i < 3; i++) {
            assertThat(applyAfterAnEdit().problems()).isEmpty();
        }
        store.requests().clear();

        var applied = applyAfterAnEdit();

        assertThat(applied.problems()).extracting("reason").containsExactly(AnyReason.Contested);
        assertThat(store.requests()).isEmpty();
    }

    @Test
    void countsALostLabelOnce() {
        apply(wanted(2));

        for (int i = 0; i < 3; i++) {
            assertThat(applyAfterALostLabel().problems()).isEmpty();
        }

        loseItsLabel();
        assertThat(apply(wanted(2)).problems()).extracting("reason").containsExactly(AnyReason.Contested);
    }

    @Test
    void seesNoFightInAWishThatGoesToAndFro() {
        for (int i = 0; i < 10; i++) {
            var applied = apply(wanted(i % 2 + 1));

            assertThat(applied.changed()).isEqualTo(1);
            assertThat(applied.problems()).isEmpty();
        }
    }

    @Test
    void seesNoFightWhereItDeletesByItself() {
        for (int i = 0; i < 5; i++) {
            assertThat(apply(wanted(2)).changed()).isEqualTo(1);

            var applied = applier.apply(service, new Plan.Draft().finish(), caches.ownedBy(service));

            assertThat(applied.changed()).isEqualTo(1);
            assertThat(applied.problems()).isEmpty();
        }
    }

    @Test
    void deletesNothingThatBecameKnownAfterThePlan() {
        var before = caches.ownedBy(service);
        show(other());

        var applied = applier.apply(service, new Plan.Draft().finish(), before);

        assertThat(applied.changed()).isZero();
        assertThat(store.requests()).isEmpty();
    }

    @Test
    void changesNothingThatIsNotWhatThePlanTookItFor() {
        apply(wanted(2));
        var before = caches.ownedBy(service);
        var live = store.stored(wanted(2));
        live.getMetadata().setResourceVersion("2000");
        live.getSpec().setReplicas(7);
        show(live);
        store.requests().clear();
        var draft = new Plan.Draft();
        draft.workload(wanted(2));
        var plan = draft.finish();

        assertThatThrownBy(() -> applier.apply(service, plan, before))
                .isInstanceOfSatisfying(
                        OwnerCheck.TooEarly.class,
                        early -> assertThat(early.pause()).isLessThan(Duration.ofSeconds(1)));

        assertThat(store.requests()).isEmpty();
    }

    @Test
    void makesNothingForAResourceThatWasReadyAndIsGone() {
        wasReady();

        assertThatThrownBy(() -> apply(wanted(2))).isInstanceOf(OwnerCheck.OwnerGone.class);

        assertThat(store.requests()).containsExactly("GET services/web");
    }

    @Test
    void makesAnewWhatAResourceHasLostThatIsStillThere() {
        wasReady();
        store.put(service);

        assertThat(apply(wanted(2)).changed()).isEqualTo(1);

        assertThat(store.requests()).containsExactly("GET services/web", "POST deployments/web");
    }

    @Test
    void makesNothingAnewThatALaterSpecDoesNotAskFor() {
        wasReady();
        show(other());
        store.put(later());

        assertThatThrownBy(() -> apply(wanted(2))).isInstanceOf(OwnerCheck.TooEarly.class);

        assertThat(store.requests()).containsExactly("GET services/web");
    }

    @Test
    void asksNobodyOnceItHasBroughtAboutAPlanOfTheResource() {
        apply(wanted(2));
        wasReady();
        var less = applier.apply(service, new Plan.Draft().finish(), caches.ownedBy(service));
        store.requests().clear();

        assertThat(less.changed()).isEqualTo(1);
        assertThat(apply(wanted(2)).changed()).isEqualTo(1);

        assertThat(store.requests()).containsExactly("POST deployments/web");
    }

    @Test
    void marksWhatItWritesWithWhatItHasSeen() {
        seenUpTo("41");

        apply(wanted(2));

        assertThat(store.stored(wanted(2)).getMetadata().getAnnotations())
                .containsEntry(Annotations.SEEN, "services.croft.dev=41");
    }

    @Test
    void doesNotTakeBackWhatSomebodyMadeWhoHadSeenMore() {
        seenUpTo("41");
        apply(wanted(2));
        var live = store.stored(wanted(2));
        live.getMetadata().getAnnotations().put(Annotations.SEEN, "services.croft.dev=42");
        live.getMetadata().setResourceVersion("2000");
        live.getSpec().setReplicas(7);
        show(live);
        store.requests().clear();

        assertThatThrownBy(() -> apply(wanted(2))).isInstanceOf(OwnerCheck.TooEarly.class);
        seenUpTo("42");

        assertThat(apply(wanted(2)).changed()).isEqualTo(1);
        assertThat(store.requests()).containsExactly("PATCH deployments/web");
    }

    private void seenUpTo(String version) {
        caches.synced().expect(CroftService.class, "");
        var neighbour = Samples.service("neighbour", "");
        neighbour.getMetadata().setResourceVersion(version);
        caches.shelf(CroftService.class).show(neighbour);
    }

    private Deployment other() {
        var other = Samples.deployment("other", "metadata: {labels: {team: blue}}");
        other.getMetadata().setOwnerReferences(List.of(Owner.stamp(service)));
        other.getMetadata().setResourceVersion("7");
        return other;
    }

    private CroftService later() {
        var later = Samples.service("web", "replicas: 7");
        later.getMetadata().setGeneration(2L);
        return later;
    }

    private void wasReady() {
        service.setStatus(new ServiceStatus(
                1L,
                List.of(new Condition("Ready", "True", 1L, "2026-01-01T00:00:00Z", "Ready", "All is so.")),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of()));
    }

    private Applied applyAfterADelete() {
        lose();
        store.remove(wanted(2));
        return apply(wanted(2));
    }

    private void loseItsLabel() {
        lose();
        var live = store.stored(wanted(2));
        live.getMetadata().setLabels(Map.of());
        store.put(live);
    }

    private Applied applyAfterALostLabel() {
        loseItsLabel();
        assertThatThrownBy(() -> apply(wanted(2))).isInstanceOf(OwnerCheck.TooEarly.class);
        return apply(wanted(2));
    }

    private Applied applyAfterAnEdit() {
        var live = store.stored(wanted(2));
        live.getMetadata().setAnnotations(Map.of(Annotations.FIELDS, "AAAA"));
        live.getSpec().setReplicas(7);
        show(live);
        return apply(wanted(2));
    }

    private void lose() {
        store.put(service);
        var live = store.stored(wanted(2));
        caches.shelf(Deployment.class).show(live);
        caches.shelf(Deployment.class).hide(live);
        advance(OwnerCheck.NEWS);
    }

    private void show(Deployment live) {
        store.put(live);
        caches.shelf(Deployment.class).show(live);
    }

    private void advance(Duration time) {
        clock.advance(time);
        fence.renewed();
    }

    private Applied apply(Deployment wanted) {
        var draft = new Plan.Draft();
        draft.workload(wanted);
        return applier.apply(service, draft.finish(), caches.ownedBy(service));
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

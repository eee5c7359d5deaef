package dev.croft.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.workload.LiveClaim;
import dev.croft.operator.workload.LiveWorkload;
import dev.croft.operator.workload.VolumeClaim;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VolumesPlanTest {

    private static final Project PROJECT = Samples.project("");
    private static final CroftService STATELESS = Samples.service("web", "");
    private static final CroftService STATEFUL = stateful("size: 10Gi");

    @Test
    void makesAStatefulSetAndTheClaimThatItLooksFor() {
        assertThat(names(plan(STATEFUL, List.of(), List.of())))
                .containsExactly("PersistentVolumeClaim data-web-0", "NetworkPolicy web", "StatefulSet web");
    }

    @Test
    void staysADeploymentWithEphemeralVolumes() {
        var service = Samples.service("web", "volumes: [{name: tmp, mountPath: /tmp, ephemeral: true}]");

        assertThat(names(plan(service, List.of(), List.of()))).containsExactly("NetworkPolicy web", "Deployment web");
    }

    @Test
    void keepsTheDeploymentUntilTheStatefulSetServes() {
        var before = LiveWorkload.of((Deployment) workload(plan(STATELESS, List.of(), List.of())));
        var made = (StatefulSet) workload(plan(STATEFUL, List.of(), List.of()));

        var starting = plan(STATEFUL, List.of(before, LiveWorkload.of(made)), List.of());
        var serving = plan(STATEFUL, List.of(before, LiveWorkload.of(ready(made))), List.of());

        assertThat(starting.kept()).containsExactly(new ObjectKey("Deployment", "acme", "web"));
        assertThat(serving.wanted()).extracting(ObjectKey::kind).doesNotContain("Deployment");
    }

    @Test
    void keepsTheStatefulSetUntilTheDeploymentServes() {
        var before = LiveWorkload.of(ready((StatefulSet) workload(plan(STATEFUL, List.of(), List.of()))));
        var made = (Deployment) workload(plan(STATELESS, List.of(), List.of()));

        var starting = plan(STATELESS, List.of(before, LiveWorkload.of(made)), List.of());
        var serving = plan(STATELESS, List.of(before, LiveWorkload.of(ready(made))), List.of());

        assertThat(starting.kept()).containsExactly(new ObjectKey("StatefulSet", "acme", "web"));
        assertThat(serving.wanted()).extracting(ObjectKey::kind).doesNotContain("StatefulSet");
    }

    @Test
    void touchesNothingWhereAVolumeIsToShrink() {
        var live = claim(STATEFUL, null);

        var plan = plan(stateful("size: 9Gi"), List.of(), List.of(live));

        assertThat(names(plan)).containsExactly("PersistentVolumeClaim data-web-0");
        assertThat(sizeOf(plan)).isEqualTo("10Gi");
        assertThat(plan.problems()).extracting(Problem::reason).containsExactly(ServiceReason.VolumeShrinks);
        assertThat(plan.problems().getFirst().message()).contains("cannot shrink from 10Gi to 9Gi");
    }

    @Test
    void takesTheSameSizeInOtherWordsForTheSame() {
        assertThat(plan(stateful("size: 10240Mi"), List.of(), List.of(claim(STATEFUL, null)))
                        .problems())
                .isEmpty();
    }

    @Test
    void tellsThatStorageHasNotGrownYet() {
        var grown = stateful("size: 20Gi");

        assertThat(growing(grown, with("10Gi", claim(grown, null)))).startsWith("Volume data has 10Gi of 20Gi so far.");
        assertThat(growing(grown, with("20Gi", claim(grown, null)))).isEmpty();
        assertThat(growing(grown, claim(grown, null))).as("no storage yet").isEmpty();
        assertThat(growing(grown, with("10Gi", claim(stateful("size: 10Gi"), null))))
                .as("asked for just now")
                .isNotEmpty();
    }

    private static String growing(CroftService service, LiveClaim claim) {
        return VolumesPlan.growing(service, seen(service, List.of(), List.of(claim)))
                .map(Hold::message)
                .orElse("");
    }

    @Test
    void touchesNothingWhereAVolumeIsToChangeItsClass() {
        var live = claim(STATEFUL, null);
        live.object().getSpec().setStorageClassName("standard");

        var plan = plan(stateful("size: 10Gi, className: fast"), List.of(), List.of(live));

        assertThat(names(plan)).containsExactly("PersistentVolumeClaim data-web-0");
        assertThat(sizeOf(plan)).isEqualTo("10Gi");
        assertThat(plan.problems()).extracting(Problem::reason).containsExactly(ServiceReason.VolumeClassChanges);
        assertThat(plan(stateful("size: 10Gi, className: standard"), List.of(), List.of(live))
                        .problems())
                .isEmpty();
    }

    @Test
    void leavesTheClassThatWasGivenWhereItIsNamedNoMore() {
        var live = claim(stateful("size: 10Gi, className: fast"), "fast");

        var claim = (PersistentVolumeClaim)
                plan(STATEFUL, List.of(), List.of(live)).data().getFirst();

        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("fast");
    }

    @Test
    void doesNotMeasureItselfByTheClaimOfAnotherProject() {
        var live = claim(STATEFUL, null);
        live.object().getMetadata().getLabels().put("croft.dev/project", "other");
        live.object().getMetadata().getAnnotations().put("croft.dev/kept-for", "other/web");

        assertThat(plan(stateful("size: 1Gi"), List.of(), List.of(live)).problems())
                .isEmpty();
    }

    @Test
    void belongsToTheProjectWhereThatTakesItsDataAlong() {
        var volume = STATEFUL.getSpec().volumes().getFirst();

        var kept = VolumeClaim.of(PROJECT, STATEFUL, volume, Optional.empty());
        var going = VolumeClaim.of(Samples.project("deletionPolicy: Delete"), STATEFUL, volume, Optional.empty());

        assertThat(kept.getMetadata().getOwnerReferences()).isEmpty();
        assertThat(going.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getUid()).isEqualTo("uid-shop");
            assertThat(owner.getController()).isNull();
        });
    }

    @Test
    void tellsInTheWordsOfTheVolumeThatItsClassDoesNotLetItGrow() {
        var live = claim(STATEFUL, null);
        live.object().getSpec().setStorageClassName("standard");
        var refused = Problem.outOfSight(AnyReason.NotPermitted, "only dynamically provisioned pvc can be resized")
                .about(new ObjectKey("PersistentVolumeClaim", "acme", "data-web-0"));
        var other = Problem.outOfSight(AnyReason.NotPermitted, "quota").about(new ObjectKey("Ingress", "acme", "web"));

        var told = VolumesPlan.inWords(
                List.of(refused, other), stateful("size: 20Gi"), seen(STATEFUL, List.of(), List.of(live)));

        assertThat(told.getFirst().reason()).isEqualTo(ServiceReason.VolumeCannotGrow);
        assertThat(told.getFirst().message()).contains("stays at 10Gi, as storage class standard");
        assertThat(told.getLast()).isEqualTo(other);
    }

    @Test
    void leavesTheRefusalOfANewClaimAsItIs() {
        var refused = Problem.outOfSight(AnyReason.NotPermitted, "exceeded quota")
                .about(new ObjectKey("PersistentVolumeClaim", "acme", "data-web-0"));

        assertThat(VolumesPlan.inWords(List.of(refused), STATEFUL, seen(STATEFUL, List.of(), List.of())))
                .containsExactly(refused);
    }

    @Test
    void takesBackWhatWasAskedForAndNeverCame() {
        var live = with("10Gi", claim(stateful("size: 1000Gi"), null));

        assertThat(sizeOf(plan(stateful("size: 11Gi"), List.of(), List.of(live))))
                .isEqualTo("11Gi");
        var back = plan(stateful("size: 10Gi"), List.of(), List.of(live));
        assertThat(back.problems()).isEmpty();
        // The API server would refuse it, and there is what is asked for.
        assertThat(sizeOf(back)).isEqualTo("1000Gi");
        assertThat(plan(stateful("size: 9Gi"), List.of(), List.of(live)).problems())
                .isNotEmpty();
    }

    @Test
    void takesMoreStorageThanItAskedFor() {
        var live = with("10Gi", claim(stateful("size: 1Gi"), null));

        for (var asked : List.of("1Gi", "5Gi", "10Gi")) {
            var plan = plan(stateful("size: " + asked), List.of(), List.of(live));

            assertThat(plan.problems()).as(asked).isEmpty();
            assertThat(sizeOf(plan)).as(asked).isEqualTo("1Gi");
        }
        assertThat(sizeOf(plan(stateful("size: 11Gi"), List.of(), List.of(live))))
                .isEqualTo("11Gi");
        assertThat(plan(stateful("size: 512Mi"), List.of(), List.of(live)).problems())
                .isNotEmpty();
    }

    @Test
    void saysHowToGetRidOfAClaimThatHoldsNothingYet() {
        var live = claim(STATEFUL, null);

        assertThat(plan(stateful("size: 9Gi"), List.of(), List.of(live))
                        .problems()
                        .getFirst()
                        .message())
                .endsWith("It holds nothing yet: kubectl delete pvc data-web-0 has it made anew.");
        live.object().getSpec().setVolumeName("pv-1");
        assertThat(plan(stateful("size: 9Gi"), List.of(), List.of(live))
                        .problems()
                        .getFirst()
                        .message())
                .endsWith("Set its size back, or give a new volume another name.");
    }

    @Test
    void leavesTheClaimOfAVolumeThatIsAskedForNoMoreAsItIsButForItsEnd() {
        var live = claim(stateful("size: 10Gi, className: fast"), "fast");
        var external = Samples.service("web", "external: {host: 192.168.1.5, port: 80}");
        var going = Samples.project("deletionPolicy: Delete");

        for (var service : List.of(STATELESS, external, Samples.service("web", "schedule: \"@daily\""))) {
            var seen = seen(going, service, List.of(), List.of(live));
            var claim = ServicePlan.of(service, seen, Settings.defaults(), List.of())
                    .data()
                    .getFirst();

            assertThat(claim.getMetadata().getOwnerReferences()).hasSize(1);
            assertThat(claim.getMetadata().getName()).isEqualTo("data-web-0");
            assertThat(((PersistentVolumeClaim) claim).getSpec())
                    .isEqualTo(live.object().getSpec());
        }
    }

    private static String sizeOf(Plan plan) {
        var claim = (PersistentVolumeClaim) plan.data().getFirst();
        return String.valueOf(claim.getSpec().getResources().getRequests().get("storage"));
    }

    private static CroftService stateful(String volume) {
        return Samples.service("web", "volumes: [{name: data, mountPath: /data, %s}]".formatted(volume));
    }

    private static LiveClaim claim(CroftService service, @Nullable String givenClass) {
        return new LiveClaim(
                VolumeClaim.of(PROJECT, service, service.getSpec().volumes().getFirst(), Optional.empty()),
                Optional.ofNullable(givenClass));
    }

    private static LiveClaim with(String capacity, LiveClaim claim) {
        claim.object()
                .setStatus(new PersistentVolumeClaimStatusBuilder()
                        .addToCapacity("storage", new Quantity(capacity))
                        .build());
        return claim;
    }

    private static Plan plan(CroftService service, List<LiveWorkload> workloads, List<LiveClaim> claims) {
        return ServicePlan.of(service, seen(service, workloads, claims), Settings.defaults(), List.of());
    }

    private static ServiceObserved seen(CroftService service, List<LiveWorkload> workloads, List<LiveClaim> claims) {
        return seen(PROJECT, service, workloads, claims);
    }

    private static ServiceObserved seen(
            Project project, CroftService service, List<LiveWorkload> workloads, List<LiveClaim> claims) {
        return new Observation()
                .project(project, service)
                .workloads(workloads)
                .claims(claims)
                .build();
    }

    private static HasMetadata workload(Plan plan) {
        return plan.workloads().getFirst();
    }

    private static StatefulSet ready(StatefulSet made) {
        return new StatefulSetBuilder(made)
                .editMetadata()
                .withGeneration(1L)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withReadyReplicas(1)
                .endStatus()
                .build();
    }

    private static Deployment ready(Deployment made) {
        return new DeploymentBuilder(made)
                .editMetadata()
                .withGeneration(1L)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withReadyReplicas(1)
                .endStatus()
                .build();
    }

    private static List<String> names(Plan plan) {
        return plan.levels().stream()
                .flatMap(List::stream)
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }
}

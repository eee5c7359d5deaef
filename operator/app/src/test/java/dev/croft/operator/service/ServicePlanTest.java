package dev.croft.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.routing.CoreService;
import dev.croft.operator.routing.ExternalEndpointSlice;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import dev.croft.operator.sources.ConfigSource;
import dev.croft.operator.sources.Sources;
import dev.croft.operator.workload.LiveWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServicePlanTest {

    private static final Project PROJECT = Samples.project("");
    private static final Project DISABLED = Samples.project("enabled: false");
    private static final CroftService WEB = Samples.service("web", """
            ports: [{name: http, port: 8080}]
            routes: [{hosts: [shop.example.com]}]
            """);
    private static final Sources MISSING = new Sources(
            List.of(
                    new ConfigSource("Secret", "tokens", false, Set.of()),
                    new ConfigSource("ConfigMap", "modes", false, Set.of())),
            List.of(),
            "",
            "");
    private static final ObjectKey DEPLOYMENT = new ObjectKey("Deployment", "acme", "web");

    @Test
    void makesEverythingThatAWebApplicationNeeds() {
        assertThat(kinds(plan(WEB, PROJECT, Sources.NONE, null)))
                .containsExactly("NetworkPolicy", "Service", "Ingress", "Deployment");
    }

    @Test
    void givesAWorkerNothingToBeCalledBy() {
        assertThat(kinds(plan(Samples.service("web", ""), PROJECT, Sources.NONE, null)))
                .containsExactly("NetworkPolicy", "Deployment");
    }

    @Test
    void makesABudgetFromTwoReplicasOn() {
        var two = Samples.service("web", "replicas: 2");

        assertThat(kinds(plan(two, PROJECT, Sources.NONE, null))).contains("PodDisruptionBudget");
        assertThat(kinds(plan(two, DISABLED, Sources.NONE, null))).doesNotContain("PodDisruptionBudget");
    }

    @Test
    void runsAndRoutesNothingInADisabledProject() {
        var plan = plan(WEB, DISABLED, Sources.NONE, null);

        assertThat(kinds(plan)).containsExactly("Deployment", "NetworkPolicy", "Service");
        assertThat(deployment(plan).getSpec().getReplicas()).isZero();
    }

    // A claim that is on its way out goes only once no pod uses it, and a name may be somebody else's.
    @Test
    void waitsForNothingToEndPods() {
        var stateful = Samples.service("web", """
                ports: [{name: http, port: 8080}]
                volumes: [{name: data, mountPath: /data, size: 1Gi}]
                """);

        var on = plan(stateful, PROJECT, Sources.NONE, null);
        var off = plan(stateful, DISABLED, Sources.NONE, null);

        assertThat(kinds(on)).containsExactly("PersistentVolumeClaim", "NetworkPolicy", "Service", "StatefulSet");
        assertThat(kinds(off)).containsExactly("StatefulSet", "PersistentVolumeClaim", "NetworkPolicy", "Service");
        assertThat(off.stops()).noneMatch(off::isAwaited);
    }

    @Test
    void runsNothingInADisabledProjectAlsoWhereSomethingIsImpossible() {
        var live = live(WEB, Sources.NONE);
        var circle = Samples.service("web", "dependsOn: [{service: web, port: 80}]");
        List<HasMetadata> owned = plan(WEB, PROJECT, Sources.NONE, live).levels().stream()
                .flatMap(List::stream)
                .toList();
        var seen = new Observation().workloads(List.of(LiveWorkload.of(live)));

        var on = ServicePlan.of(circle, seen.project(PROJECT, circle).build(), Settings.defaults(), owned);
        var off = ServicePlan.of(circle, seen.project(DISABLED, circle).build(), Settings.defaults(), owned);

        assertThat(on.problems()).extracting(Problem::reason).containsExactly(ServiceReason.DependencyCircle);
        assertThat(on.kept()).hasSize(owned.size());
        assertThat(on.workloads()).isEmpty();
        assertThat(off.problems()).hasSize(1);
        assertThat(deployment(off).getSpec().getReplicas()).isZero();

        seen.workloads(List.of(LiveWorkload.of(deployment(off))));
        var onAgain = ServicePlan.of(circle, seen.project(PROJECT, circle).build(), Settings.defaults(), owned);
        assertThat(deployment(onAgain).getSpec().getReplicas()).isEqualTo(1);
        assertThat(onAgain.stops()).isEmpty();
    }

    @Test
    void makesACoreServiceThatLedToPodsAnewAndKeepsTheSliceThatThereIs() {
        var printer = Samples.service("printer", "external: {host: 192.0.2.1, port: 631}");
        var external = Objects.requireNonNull(printer.getSpec().external());
        var core = CoreService.of(PROJECT, printer, List.of());
        var slice = ExternalEndpointSlice.of(PROJECT, printer, external);
        var seen = new Observation().project(PROJECT, printer).core(core).build();

        var plan = ServicePlan.of(printer, seen, Settings.defaults(), List.of(core, slice));

        assertThat(plan.remade()).containsExactly(core);
        assertThat(plan.kept()).containsExactly(ObjectKey.of(slice));
        assertThat(plan.holds()).extracting(Hold::reason).containsExactly(ServiceReason.RollingOut);
    }

    @Test
    void keepsTheOldImageWhileASecretIsMissing() {
        var live = live(WEB, Sources.NONE);
        var edited = Samples.service("web", "image: example.com/web:2\nports: [{name: http, port: 8080}]");

        var plan = plan(edited, PROJECT, MISSING, live);

        assertThat(plan.kept()).containsExactly(DEPLOYMENT);
        assertThat(plan.workloads()).isEmpty();
        assertThat(plan.holds()).extracting(Hold::reason).containsExactly(ServiceReason.SourceNotFound);
        assertThat(plan.holds().getFirst().message()).startsWith("ConfigMap modes, Secret tokens not found");
    }

    @Test
    void startsNothingWhileASecretIsMissing() {
        var plan = plan(WEB, PROJECT, MISSING, null);

        assertThat(kinds(plan)).containsExactly("NetworkPolicy", "Service", "Ingress");
        assertThat(plan.kept()).isEmpty();
    }

    @Test
    void keepsTheOldPodsWhileAKeyIsMissing() {
        var sources = new Sources(List.of(), List.of("Secret/tokens: api", "Secret/tokens: db"), "", "");

        var plan = plan(WEB, PROJECT, sources, live(WEB, Sources.NONE));

        assertThat(plan.kept()).containsExactly(DEPLOYMENT);
        assertThat(plan.holds()).extracting(Hold::reason).containsExactly(ServiceReason.KeyNotFound);
        assertThat(plan.holds().getFirst().message()).contains("Secret/tokens: api, Secret/tokens: db");
    }

    @Test
    void scalesTheOldPodsEvenWhileASecretIsMissing() {
        var live = live(WEB, Sources.NONE);
        var scaled = Samples.service("web", "image: example.com/web:2\nreplicas: 3");

        var wanted = deployment(plan(scaled, PROJECT, MISSING, live));

        assertThat(wanted.getSpec().getReplicas()).isEqualTo(3);
        assertThat(image(wanted)).isEqualTo("example.com/web:1");
    }

    @Test
    void stopsThePodsOfADisabledProjectEvenWhileASecretIsMissing() {
        assertThat(deployment(plan(WEB, DISABLED, MISSING, live(WEB, Sources.NONE)))
                        .getSpec()
                        .getReplicas())
                .isZero();
    }

    @Test
    void touchesNothingWhileTheProjectIsMissing() {
        var live = live(WEB, Sources.NONE);
        var seen = new Observation().workloads(List.of(LiveWorkload.of(live))).build();

        var plan = ServicePlan.of(WEB, seen, Settings.defaults(), List.<HasMetadata>of(live));

        assertThat(plan.levels()).allSatisfy(level -> assertThat(level).isEmpty());
        assertThat(plan.wanted()).containsExactly(DEPLOYMENT);
        assertThat(plan.holds()).extracting(Hold::reason).containsExactly(ServiceReason.ProjectNotFound);
    }

    @Test
    void givesLabelsBackWherePodsStayAsTheyAre() {
        var live = builtByAnOlderOperator(live(WEB, Sources.NONE));
        live.getMetadata().setLabels(Map.of());

        var wanted = deployment(plan(WEB, PROJECT, Sources.NONE, live));

        assertThat(wanted.getMetadata().getLabels()).containsEntry("croft.dev/service", "web");
        assertThat(wanted.getSpec().getTemplate()).isEqualTo(live.getSpec().getTemplate());
    }

    @Test
    void letsDefaultsOfANewerOperatorWaitForTheNextRelease() {
        var live = builtByAnOlderOperator(live(WEB, Sources.NONE));

        assertThat(plan(WEB, PROJECT, Sources.NONE, live).kept()).containsExactly(DEPLOYMENT);
        assertThat(deployment(plan(Samples.service("web", "image: example.com/web:2"), PROJECT, Sources.NONE, live)))
                .satisfies(next -> assertThat(image(next)).isEqualTo("example.com/web:2"))
                .satisfies(next -> assertThat(next.getMetadata().getAnnotations())
                        .doesNotContainEntry(Annotations.TEMPLATE, "older"));
    }

    @Test
    void scalesThePodsOfAnOlderOperatorAsTheyAre() {
        var live = builtByAnOlderOperator(live(WEB, Sources.NONE));
        var scaled = Samples.service("web", """
                replicas: 2
                ports: [{name: http, port: 8080}]
                """);

        var wanted = deployment(plan(scaled, PROJECT, Sources.NONE, live));

        assertThat(wanted.getSpec().getReplicas()).isEqualTo(2);
        assertThat(wanted.getMetadata().getAnnotations()).containsEntry(Annotations.TEMPLATE, "older");
    }

    @Test
    void repairsPodsThatSomebodyChanged() {
        var live = withImage("evil", live(WEB, Sources.NONE));

        assertThat(image(deployment(plan(WEB, PROJECT, Sources.NONE, live)))).isEqualTo("example.com/web:1");
    }

    @Test
    void repairsPodsOfAnOlderOperatorThatSomebodyChanged() {
        var live = withImage("evil", builtByAnOlderOperator(live(WEB, Sources.NONE)));

        assertThat(image(deployment(plan(WEB, PROJECT, Sources.NONE, live)))).isEqualTo("example.com/web:1");
    }

    @Test
    void writesDownAnewWhichTemplateItBuiltWhereSomebodyRemovedThat() {
        var live = new DeploymentBuilder(live(WEB, Sources.NONE))
                .editMetadata()
                .removeFromAnnotations(Annotations.TEMPLATE)
                .endMetadata()
                .build();

        assertThat(deployment(plan(WEB, PROJECT, Sources.NONE, live))).isEqualTo(live(WEB, Sources.NONE));
    }

    @Test
    void keepsThePodsWhileItIsNotKnownWhichSecretsExist() {
        var plan = plan(WEB, PROJECT, Sources.unlisted(List.of("ConfigMap", "Secret")), live(WEB, Sources.NONE));

        assertThat(plan.kept()).containsExactly(DEPLOYMENT);
        assertThat(plan.holds()).extracting(Hold::reason).containsExactly(AnyReason.NotPermitted);
        assertThat(plan.holds().getFirst().message()).startsWith("ConfigMaps and Secrets cannot be watched");
    }

    @Test
    void writesNothingDownWhenASourceWasOnlyTouched() {
        var before = new Sources(List.of(), List.of(), "Secret/tokens@1", "hash");
        var touched = new Sources(List.of(), List.of(), "Secret/tokens@2", "hash");

        var wanted = deployment(plan(WEB, PROJECT, touched, live(WEB, before)));

        assertThat(wanted.getMetadata().getAnnotations()).containsEntry(Annotations.SOURCES, "Secret/tokens@1");
    }

    @Test
    void writesTheVersionsDownThatANewReleaseRead() {
        var before = new Sources(List.of(), List.of(), "Secret/tokens@1", "hash");
        var touched = new Sources(List.of(), List.of(), "Secret/tokens@2+key", "hash");
        var edited = Samples.service("web", "image: example.com/web:2");

        var wanted = deployment(plan(edited, PROJECT, touched, live(WEB, before)));

        assertThat(wanted.getMetadata().getAnnotations()).containsEntry(Annotations.SOURCES, "Secret/tokens@2+key");
    }

    @Test
    void endsTheRunsOfADisabledProject() {
        var run = Samples.read("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: web-1, namespace: acme, creationTimestamp: "2026-01-01T12:00:00Z"}
                spec: {template: {metadata: {annotations: {croft.dev/release: r0}}}}
                """, Job.class);
        var service = Samples.service("web", "schedule: 0 4 * * *");
        var cronJob =
                (CronJob) plan(service, PROJECT, Sources.NONE, null).workloads().getFirst();

        assertThat(ServicePlan.of(service, seen(PROJECT, service, cronJob, run), Settings.defaults(), List.of())
                        .discarded())
                .isEmpty();
        var off = Samples.project("enabled: false");
        assertThat(ServicePlan.of(service, seen(off, service, cronJob, run), Settings.defaults(), List.of())
                        .discarded())
                .containsExactly(run);
    }

    private static ServiceObserved seen(Project project, CroftService service, CronJob cronJob, Job run) {
        return new Observation()
                .project(project, service)
                .workloads(List.of(LiveWorkload.of(cronJob)))
                .runs(List.of(run))
                .build();
    }

    private static Plan plan(CroftService service, Project project, Sources sources, @Nullable Deployment live) {
        var seen = new Observation()
                .project(project, service)
                .sources(sources)
                .workloads(Stream.ofNullable(live).map(LiveWorkload::of).toList())
                .build();
        return ServicePlan.of(service, seen, Settings.defaults(), List.of());
    }

    private static Deployment live(CroftService service, Sources sources) {
        return deployment(plan(service, PROJECT, sources, null));
    }

    private static Deployment builtByAnOlderOperator(Deployment deployment) {
        return new DeploymentBuilder(deployment)
                .editMetadata()
                .addToAnnotations(Annotations.TEMPLATE, "older")
                .endMetadata()
                .build();
    }

    private static Deployment withImage(String image, Deployment deployment) {
        return new DeploymentBuilder(deployment)
                .editSpec()
                .editTemplate()
                .editSpec()
                .editFirstContainer()
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Deployment deployment(Plan plan) {
        return plan.levels().stream()
                .flatMap(List::stream)
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String image(Deployment deployment) {
        return deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private static List<String> kinds(Plan plan) {
        return plan.levels().stream()
                .flatMap(List::stream)
                .map(HasMetadata::getKind)
                .toList();
    }
}

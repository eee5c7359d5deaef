package dev.croft.operator.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.project.ProjectStatus;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Hold;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.outcome.Verdict;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectVerdictTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Project PLAIN = Samples.project("");
    private static final Project WITH_DOMAIN = Samples.project("""
            domain: shop.example.com
            entrypoint: web
            """);

    @Test
    void isReadyWithoutServices() {
        var status = judge(PLAIN, Applied.NOTHING).status();

        assertThat(find(status, "ServicesReady").reason()).isEqualTo("NoServices");
        assertThat(find(status, "Ready").isTrue()).isTrue();
        assertThat(status.services()).isEqualTo("0/0");
        assertThat(status.url()).isNull();
    }

    @Test
    void isReadyWhenEveryServiceIs() {
        var status =
                judge(PLAIN, Applied.NOTHING, ready("api", 1), ready("web", 1)).status();

        assertThat(find(status, "Ready").isTrue()).isTrue();
        assertThat(status.services()).isEqualTo("2/2");
    }

    @Test
    void doesNotBelieveAServiceThatHasNotLookedAtItsLastChange() {
        var verdict = judge(PLAIN, Applied.NOTHING, ready("web", 2));

        assertThat(find(verdict.status(), "Ready").reason()).isEqualTo("ServicePending");
        assertThat(find(verdict.status(), "Reconciling").message()).startsWith("Service web has not been looked at");
        assertThat(verdict.status().services()).isEqualTo("0/1");
        assertThat(verdict.nextLook()).isEmpty();
    }

    @Test
    void doesNotBelieveAServiceThatHasNotLookedAtAChangeOfTheProject() {
        var seen = new ProjectObserved(List.of(ready("api", 1), ready("web", 1)), Set.of("web"), Set.of(), List.of());

        var status = judge(PLAIN, seen).status();

        assertThat(find(status, "Ready").reason()).isEqualTo("ServicePending");
        assertThat(find(status, "ServicesReady").message())
                .startsWith("Service web has not been looked at since the last change of the Project");
        assertThat(status.services()).isEqualTo("1/2");
    }

    @Test
    void goesOnWaitingForItAfterThatWasTold() {
        var seen = new ProjectObserved(List.of(ready("web", 1)), Set.of("web"), Set.of(), List.of());
        var told = Samples.project("");
        told.setStatus(judge(PLAIN, seen).status());

        assertThat(judge(told, seen).status()).isEqualTo(told.getStatus());
    }

    @Test
    void believesEveryServiceOnceAllHaveTakenUpTheChange() {
        var told = Samples.project("");
        told.setStatus(judge(PLAIN, Applied.NOTHING, ready("web", 1)).status());

        // As after a restart, which forgets who went by what.
        var status = judge(told, new ProjectObserved(List.of(ready("web", 1)), Set.of("web"), Set.of(), List.of()))
                .status();

        assertThat(status).isEqualTo(told.getStatus());
    }

    @Test
    void doesNotBelieveAServiceThatIsKnownToHaveLookedAtAnotherStateOfTheProject() {
        var told = Samples.project("");
        told.setStatus(judge(PLAIN, Applied.NOTHING, ready("web", 1)).status());
        var seen = new ProjectObserved(List.of(ready("web", 1)), Set.of("web"), Set.of("web"), List.of());

        assertThat(find(judge(told, seen).status(), "Ready").reason()).isEqualTo("ServicePending");
    }

    @Test
    void waitsForAServiceThatNobodyHasLookedAt() {
        assertThat(find(
                                judge(PLAIN, Applied.NOTHING, Samples.service("web", ""))
                                        .status(),
                                "Ready")
                        .reason())
                .isEqualTo("ServicePending");
    }

    @Test
    void repeatsTheCauseOfAServiceThatWaits() {
        var waiting = with("web", 1, condition("Ready", "False", "SourceNotFound", "Secret tokens not found."));

        var status = judge(PLAIN, Applied.NOTHING, waiting).status();

        assertThat(find(status, "ServicesReady").reason()).isEqualTo("SourceNotFound");
        assertThat(find(status, "Reconciling").message()).isEqualTo("Service web: Secret tokens not found.");
    }

    @Test
    void tellsOfAStalledServiceBeforeOneThatWaits() {
        var waiting = with("api", 1, condition("Ready", "False", "SourceNotFound", "Waits."));
        var stalled = with(
                "web",
                1,
                condition("Ready", "False", "CrashLooping", "Crashes."),
                condition("Stalled", "True", "CrashLooping", "Crashes."));

        var status = judge(PLAIN, Applied.NOTHING, waiting, stalled).status();

        assertThat(find(status, "Stalled").message()).isEqualTo("Service web: Crashes.");
        assertThat(find(status, "Ready").reason()).isEqualTo("CrashLooping");
    }

    @Test
    void repeatsWhatKeptThePlanFromBeingCarriedOut() {
        var taken = new Applied(List.of(), List.of(Problem.outOfSight(AnyReason.NameTaken, "Taken.")), 0);
        var waiting = new Applied(List.of(Hold.of(AnyReason.NameInUse, "Being removed.")), List.of(), 0);

        assertThat(find(judge(PLAIN, taken).status(), "Stalled").message()).isEqualTo("Taken.");
        assertThat(find(judge(PLAIN, waiting).status(), "Reconciling").message())
                .isEqualTo("Being removed.");
    }

    @Test
    void showsWhereTheDomainLeadsUnlessSwitchedOff() {
        var off = Samples.project("""
                domain: shop.example.com
                entrypoint: web
                enabled: false
                """);

        assertThat(judge(WITH_DOMAIN, Applied.NOTHING, web("TCP")).status().url())
                .isEqualTo("http://shop.example.com/");
        assertThat(judge(off, Applied.NOTHING, web("TCP")).status().url()).isNull();
    }

    @Test
    void closesTheNetworkWhateverElseIsWrong() {
        var plan = ProjectPlan.of(
                WITH_DOMAIN, new ProjectObserved(List.of(), Set.of(), Set.of(), List.of()), Settings.defaults());

        assertThat(plan.base()).extracting(HasMetadata::getKind).containsExactly("NetworkPolicy");
        assertThat(plan.holds()).extracting(Hold::reason).containsExactly(ProjectReason.EntrypointNotFound);
    }

    @Test
    void wantsAnEntrypointThatListensByTcp() {
        var udp = ProjectPlan.of(
                WITH_DOMAIN,
                new ProjectObserved(List.of(web("UDP")), Set.of(), Set.of(), List.of()),
                Settings.defaults());
        var tcp = ProjectPlan.of(
                WITH_DOMAIN,
                new ProjectObserved(List.of(web("TCP")), Set.of(), Set.of(), List.of()),
                Settings.defaults());

        assertThat(udp.problems()).extracting(Problem::reason).containsExactly(ProjectReason.EntrypointWithoutPort);
        assertThat(tcp.problems()).isEmpty();
        assertThat(tcp.holds()).isEmpty();
    }

    @Test
    void leavesAnEntrypointThatCannotBeReadToItsOwnStatus() {
        var unreadable = Samples.unreadable("web");

        assertThat(ProjectPlan.of(
                                WITH_DOMAIN,
                                new ProjectObserved(List.of(unreadable), Set.of(), Set.of(), List.of()),
                                Settings.defaults())
                        .problems())
                .isEmpty();
    }

    private static Verdict<ProjectStatus> judge(Project project, Applied applied, CroftService... services) {
        return judge(project, applied, new ProjectObserved(List.of(services), Set.of(), Set.of(), List.of()));
    }

    private static Verdict<ProjectStatus> judge(Project project, ProjectObserved seen) {
        return judge(project, Applied.NOTHING, seen);
    }

    private static Verdict<ProjectStatus> judge(Project project, Applied applied, ProjectObserved seen) {
        return ProjectVerdict.of(project, seen, ProjectPlan.of(project, seen, Settings.defaults()), applied, NOW);
    }

    private static CroftService web(String protocol) {
        return Samples.service("web", "ports: [{name: http, port: 8080, protocol: %s}]".formatted(protocol));
    }

    private static CroftService ready(String name, long generation) {
        return with(name, generation, condition("Ready", "True", "Ready", "All that was asked for is so."));
    }

    private static CroftService with(String name, long generation, String... conditions) {
        return Samples.read("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: %s, namespace: acme, generation: %d}
                spec: {projectRef: {name: shop}, image: "example.com/a:1"}
                status: {conditions: [%s]}
                """.formatted(name, generation, String.join(",", conditions)), CroftService.class);
    }

    private static String condition(String type, String status, String reason, String message) {
        return """
                {type: %s, status: "%s", observedGeneration: 1, lastTransitionTime: "2026-01-01T00:00:00Z", reason: %s, message: "%s"}""".formatted(type, status, reason, message);
    }

    private static Condition find(ProjectStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}

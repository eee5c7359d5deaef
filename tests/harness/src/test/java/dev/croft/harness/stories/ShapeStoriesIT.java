package dev.croft.harness.stories;

import static dev.croft.harness.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.harness.OnKind;
import dev.croft.harness.Stage;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that keep something, that run at times, and that have files of their own: each shape on real pods. */
class ShapeStoriesIT {

    @RegisterExtension
    static final OnKind KIND = new OnKind();

    // A run begins at a full minute, and the next but one is far enough away to be seen coming.
    private static final Duration UNTIL_A_RUN = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(8);

    @Test
    void keepsItsRowsOverANewReleaseAndANewProject(Stage stage) {
        // Given
        var example = stage.example("stateful.yaml").replace("accounts.localhost", stage.host());
        stage.apply(example);
        stage.awaitReady("project/accounts");
        stage.awaitText(stage.host(), "ledger 1.0.0");
        stage.tell("a user writes a row");
        assertThat(stage.post(stage.host(), "first row").status()).isEqualTo(201);
        var claims = uids(stage.all(PersistentVolumeClaim.class));
        var pods = uids(stage.pods("ledger"));

        // When
        stage.tell("the user releases another version");
        patch(stage, "ledger", "{\"spec\":{\"image\":\"croft.dev/ledger:1.1.0\"}}");

        // Then
        eventually("another pod runs")
                .until(() -> stage.pods("ledger"), now -> now.size() == 1 && !pods.containsAll(uids(now)));
        stage.awaitReady("csvc/ledger");
        assertThat(stage.awaitText(stage.host(), "ledger 1.1.0").body()).contains("first row");
        stage.show("get", "csvc,statefulsets,persistentvolumeclaims");

        // And when
        stage.tell("the user deletes the Project and its Service, and applies them again");
        stage.kubectl("delete", "csvc,projects", "--all");
        eventually("the pod is gone").until(() -> stage.pods("ledger").isEmpty());
        assertThat(uids(stage.all(PersistentVolumeClaim.class))).isEqualTo(claims);
        assertThat(stage.kubectl("get", "events", "--field-selector=reason=Retained"))
                .contains("data-ledger-0");
        stage.show("get", "events", "--field-selector=reason=Retained");
        stage.apply(example);
        stage.awaitReady("project/accounts");

        // Then
        stage.awaitText(stage.host(), "first row");
        assertThat(uids(stage.all(PersistentVolumeClaim.class))).isEqualTo(claims);
        stage.tell("the row is still there, on the same claim");

        // And when
        stage.tell("somebody deletes the claim under its pod, and the user lets it go");
        stage.kubectl("delete", "pvc", "data-ledger-0", "--wait=false");

        // Then
        stage.awaitCondition(CroftService.class, "ledger", "Ready", "False", "NameInUse");
        stage.awaitText(stage.host(), "first row");
        stage.show("get", "csvc", "-o", "wide");
        patch(stage, "ledger", "{\"spec\":{\"replicas\":0}}");
        eventually("the claim is gone")
                .until(() -> uids(stage.all(PersistentVolumeClaim.class)), now -> !now.equals(claims));
        patch(stage, "ledger", "{\"spec\":{\"replicas\":1}}");
        stage.awaitReady("csvc/ledger");
        assertThat(stage.awaitText(stage.host(), "ledger 1.0.0").body()).doesNotContain("first row");
    }

    @Test
    void runsWhenItIsDueInItsTimeZoneAndTellsThatARunFailed(Stage stage) {
        // Given
        // Half an hour off all zones that are a whole number of hours from here.
        var zone = ZoneId.of("Asia/Kolkata");
        var due = ZonedDateTime.now(zone).plusSeconds(75);
        stage.apply(stage.example("scheduled.yaml")
                .replace("30 3 * * *", "%d %d * * *".formatted(due.getMinute(), due.getHour()))
                .replace("Europe/London", zone.getId()));
        stage.apply("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: failing}
                spec:
                  projectRef: {name: reports}
                  image: croft.dev/tick:1.0.0
                  imagePullPolicy: IfNotPresent
                  schedule: "* * * * *"
                  env: [{name: TICK_EXIT, value: "3"}]
                """);

        // When
        stage.awaitCondition(CroftService.class, "nightly", "Ready", "True", "Ready");
        stage.tell("a run is due at %tR in %s".formatted(due, zone));
        stage.show("get", "csvc,cronjobs");

        // Then
        var message = stage.awaitCondition(CroftService.class, "failing", "Ready", "False", "RunFailed", UNTIL_A_RUN);
        assertThat(message).contains("failing-", "exit code 3");
        var job = eventually("a run has ended")
                .atMost(UNTIL_A_RUN)
                .until(
                        () -> runs(stage, "nightly").stream()
                                .filter(run -> run.getStatus() != null
                                        && Integer.valueOf(1)
                                                .equals(run.getStatus().getSucceeded()))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
        assertThat(stage.kubectl("logs", "job/" + job.getMetadata().getName())).startsWith("tick 1.0.0 at ");
        assertThat(runs(stage, "nightly")).hasSize(1);
        stage.awaitReady("csvc/nightly");
        stage.show("get", "csvc", "-o", "wide");
    }

    private static List<Job> runs(Stage stage, String service) {
        return stage.all(Job.class).stream()
                .filter(run -> service.equals(run.getMetadata().getLabels().get("croft.dev/service")))
                .toList();
    }

    @Test
    void keepsTheOldFileWhileATemplateIsWrong(Stage stage) {
        // Given
        stage.apply(stage.example("configured.yaml").replace("letters.localhost", stage.host()));
        stage.awaitReady("project/letters");
        stage.awaitText(stage.host(), "Good morning from the north, staging");
        assertThat(stage.ask(stage.host()).body()).contains("${GREETING} stands for itself");
        var pods = names(stage.pods("show"));

        // When
        stage.tell("a user names a variable that does not exist");
        stage.kubectl(
                "patch",
                "csvc",
                "show",
                "--type=json",
                "--patch",
                "[{\"op\":\"replace\",\"path\":\"/spec/files/0/content\",\"value\":\"${NOBODY}\"}]");

        // Then
        var message = stage.awaitCondition(CroftService.class, "show", "Ready", "False", "TemplateError");
        assertThat(message).contains("/etc/show/show.conf", "${NOBODY}");
        eventually("the pods stay")
                .during(QUIET)
                .atMost(QUIET.plusSeconds(5))
                .until(() -> names(stage.pods("show")), pods::equals);
        stage.awaitText(stage.host(), "Good morning");

        // And when
        stage.tell("the user corrects it, and the Secret changes");
        stage.kubectl(
                "patch",
                "csvc",
                "show",
                "--type=json",
                "--patch",
                "[{\"op\":\"replace\",\"path\":\"/spec/files/0/content\",\"value\":\"Now: ${GREETING}\"}]");
        stage.awaitText(stage.host(), "Now: Good morning");
        stage.kubectl("patch", "secret", "words", "--patch", "{\"stringData\":{\"GREETING\":\"Good evening\"}}");

        // Then
        stage.awaitText(stage.host(), "Now: Good evening");
        stage.awaitReady("csvc/show");
    }

    @Test
    void waitsForWhatItDependsOn(Stage stage) {
        // Given
        stage.apply(stage.example("configured.yaml").replace("letters.localhost", stage.host()));
        stage.awaitReady("project/letters");
        patch(stage, "greeter", "{\"spec\":{\"replicas\":0}}");
        eventually("nobody answers").until(() -> stage.pods("greeter").isEmpty());

        // When
        stage.tell("a user releases a Service while what it depends on is off");
        stage.kubectl("annotate", "csvc", "show", "croft.dev/redeploy=once");

        // Then
        var message = stage.awaitCondition(CroftService.class, "show", "Ready", "False", "DependencyNotReady");
        assertThat(message).contains("greeter:8080");
        stage.awaitText(stage.host(), "Good morning");
        patch(stage, "greeter", "{\"spec\":{\"replicas\":1}}");
        stage.awaitReady("csvc/show");
    }

    @Test
    void answersForWhatRunsElsewhere(Stage stage) throws IOException {
        // Given
        var elsewhere = Elsewhere.answering("Paper is in tray 2");
        try (elsewhere) {
            stage.apply(stage.example("external.yaml")
                    .replace("192.168.1.111", elsewhere.host())
                    .replace("port: 80", "port: " + elsewhere.port())
                    .replace("printer.localhost", stage.host()));

            // Then
            stage.awaitReady("project/house");
            stage.awaitText(stage.host(), "Paper is in tray 2");
            stage.show("get", "csvc,services,endpointslices");

            // When
            stage.tell("a user names an address of a pod instead, and then a name that Traefik does not follow");
            patch(stage, "printer", "{\"spec\":{\"external\":{\"host\":\"10.244.0.1\"}}}");

            // Then
            stage.awaitCondition(CroftService.class, "printer", "Ready", "False", "ExternalHostInside");
            stage.show("get", "csvc", "-o", "wide");
            patch(stage, "printer", "{\"spec\":{\"external\":{\"host\":\"printer.example.com\"}}}");
            stage.awaitCondition(CroftService.class, "printer", "Routed", "False", "ExternalNameIgnored");
        }
    }

    private static void patch(Stage stage, String service, String change) {
        stage.kubectl("patch", "csvc", service, "--type=merge", "--patch", change);
    }

    private static List<String> uids(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getUid()).toList();
    }

    private static List<String> names(List<Pod> pods) {
        return pods.stream().map(pod -> pod.getMetadata().getName()).toList();
    }
}

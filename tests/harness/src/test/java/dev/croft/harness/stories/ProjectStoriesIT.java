package dev.croft.harness.stories;

import static dev.croft.harness.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.harness.Answer;
import dev.croft.harness.OnKind;
import dev.croft.harness.Stage;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The life of a small Project from its first page to its removal. */
class ProjectStoriesIT {

    @RegisterExtension
    static final OnKind KIND = new OnKind();

    private static final String WORDS = "Hello from hello 1.0.0";
    private static final String GREETING = "Greetings from greeter 1.0.0";

    // Long enough for a rollout that nobody wants to begin and be seen.
    private static final Duration QUIET = Duration.ofSeconds(8);

    // The kubelet tries again after ten seconds, and has another word for each state in between.
    private static final Duration TRIES = Duration.ofSeconds(15);

    @Test
    void answersThroughTheIngressController(Stage stage) {
        // Given
        var example = stage.example("hello.yaml");

        // When
        stage.tell("a user applies examples/hello.yaml");
        stage.apply(example);
        stage.awaitReady("project/hello");

        // Then
        var answer = stage.awaitText("hello.localhost", WORDS);
        stage.tell("http://hello.localhost/ answers %d: %s"
                .formatted(answer.status(), answer.body().strip().replace("\n", " / ")));
        assertThat(answer.body()).contains(GREETING);
        assertThat(stage.ask("greeter.localhost").status()).isEqualTo(404);
        assertThat(names(stage.all(Ingress.class))).containsExactly("web");
        stage.refuseWarnings();
        stage.show("get", "projects,csvc");
    }

    @Test
    void keepsServingWhileANewImageCannotBePulled(Stage stage) {
        // Given
        helloRuns(stage);
        try (var visitor = stage.visitor(stage.host(), 10)) {

            // When
            stage.tell("a user sets an image that does not exist");
            patch(stage, "web", "{\"spec\":{\"image\":\"croft.dev/hello:no-such-tag\"}}");

            // Then
            var message = stage.awaitCondition(CroftService.class, "web", "Ready", "False", "ImagePullFailed");
            assertThat(message).contains("croft.dev/hello:no-such-tag");
            stage.show("get", "csvc", "-o", "wide");
            var reported = stage.condition(CroftService.class, "web", "Ready");
            eventually("the kubelet's further tries change nothing")
                    .during(TRIES)
                    .atMost(TRIES.plusSeconds(5))
                    .until(() -> stage.condition(CroftService.class, "web", "Ready"), reported::equals);

            // And when
            stage.tell("the user takes it back");
            patch(stage, "web", "{\"spec\":{\"image\":\"croft.dev/hello:1.0.0\"}}");
            stage.awaitReady("csvc/web");

            // Then
            eventually("only pods of the good image are left")
                    .until(() -> stage.pods("web").size() == 1);
            assertThat(stage.pods("web"))
                    .allSatisfy(pod -> assertThat(
                                    pod.getSpec().getContainers().getFirst().getImage())
                            .isEqualTo("croft.dev/hello:1.0.0"));
            stage.tell("a visitor has asked %d times by now"
                    .formatted(visitor.answers().size()));
            assertThat(visitor.answers())
                    .hasSizeGreaterThan(10)
                    .extracting(Answer::status)
                    .containsOnly(200);
        }
    }

    @Test
    void restartsPodsOnceWhenASecretChanges(Stage stage) {
        // Given
        stage.apply("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: letters}
                spec: {domain: %s, entrypoint: greeter, routing: {ingressClassName: traefik}}
                ---
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: greeter}
                spec:
                  projectRef: {name: letters}
                  image: croft.dev/greeter:1.0.0
                  imagePullPolicy: IfNotPresent
                  ports: [{name: http, port: 8080}]
                  envFrom: [{secretRef: {name: words}}]
                  probes: {readiness: {httpGet: {path: /healthz, port: http}}}
                """.formatted(stage.host()));
        var missing = stage.awaitCondition(CroftService.class, "greeter", "Ready", "False", "SourceNotFound");
        assertThat(missing).contains("Secret words");
        stage.tell("a user creates Secret words");
        stage.kubectl("create", "secret", "generic", "words", "--from-literal=GREETING=Good morning");
        stage.awaitReady("csvc/greeter");
        stage.awaitText(stage.host(), "Good morning from greeter");
        var first = Rollout.of(stage, "greeter");

        // When
        stage.tell("the user edits its content");
        stage.kubectl("patch", "secret", "words", "--patch", "{\"stringData\":{\"GREETING\":\"Good evening\"}}");

        // Then
        stage.awaitText(stage.host(), "Good evening from greeter");
        stage.awaitReady("csvc/greeter");
        eventually("the old pod is gone").until(() -> stage.pods("greeter").size() == 1);
        var second = Rollout.of(stage, "greeter");
        assertThat(second.pods()).doesNotContainAnyElementsOf(first.pods());
        staysSo(stage, second);
        assertThat(second.revision()).isEqualTo(first.revision() + 1);
        assertThat(second.replicaSets()).isEqualTo(first.replicaSets() + 1);
        stage.tell("one rollout: %s, then %s".formatted(first, second));

        // And when
        stage.tell("the user edits its labels only");
        stage.kubectl("label", "secret", "words", "team=blue");

        // Then
        staysSo(stage, second);
        stage.tell("no rollout: " + second);
    }

    @Test
    void restoresADeletedDeployment(Stage stage) {
        // Given
        helloRuns(stage);
        var before = stage.find(Deployment.class, "web").orElseThrow();

        // When
        stage.tell("somebody deletes Deployment web");
        stage.kubectl("delete", "deployment", "web");

        // Then
        var after = eventually("the Deployment is back")
                .until(
                        () -> stage.find(Deployment.class, "web"),
                        found -> found.filter(deployment -> !uid(deployment).equals(uid(before)))
                                .isPresent());
        stage.kubectl("rollout", "status", "deployment/web", "--timeout=60s");
        stage.awaitReady("csvc/web");
        stage.awaitText(stage.host(), WORDS);
        assertThat(stage.find(Deployment.class, "web").orElseThrow().getMetadata())
                .as("written once")
                .satisfies(metadata -> assertThat(metadata.getUid()).isEqualTo(uid(after.orElseThrow())))
                .satisfies(metadata -> assertThat(metadata.getGeneration()).isEqualTo(1));
        stage.tell("it is back and serves");
    }

    @Test
    void leavesAloneWhatOthersMade(Stage stage) {
        // Given
        stage.apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {selector: {app: other}, ports: [{port: 80}]}
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: hello-default-deny}
                spec: {podSelector: {matchLabels: {app: other}}, policyTypes: [Ingress]}
                """);
        var service = stage.find(Service.class, "web").orElseThrow();
        var policy = stage.find(NetworkPolicy.class, "hello-default-deny").orElseThrow();

        // When
        stage.tell("a user applies a Project whose names are taken");
        stage.apply(hello(stage));

        // Then
        assertThat(stage.awaitCondition(CroftService.class, "web", "Stalled", "True", "NameTaken"))
                .contains("Service web");
        assertThat(stage.awaitCondition(Project.class, "hello", "Stalled", "True", "NameTaken"))
                .contains("NetworkPolicy hello-default-deny");
        stage.awaitReady("csvc/greeter");
        assertThat(stage.find(Service.class, "web")).contains(service);
        assertThat(stage.find(NetworkPolicy.class, "hello-default-deny")).contains(policy);

        // And when
        stage.tell("their owner removes them");
        stage.kubectl("delete", "service/web", "networkpolicy/hello-default-deny");

        // Then
        stage.awaitReady("project/hello");
        stage.awaitText(stage.host(), WORDS);
        stage.tell("the Project is ready and answers");
    }

    @Test
    void removesEverythingItOwns(Stage stage) {
        // Given
        stage.kubectl("create", "configmap", "web", "--from-literal=made-by=somebody");
        stage.kubectl("create", "service", "clusterip", "taken", "--tcp=80");
        var map = stage.find(ConfigMap.class, "web").orElseThrow();
        var service = stage.find(Service.class, "taken").orElseThrow();
        helloRuns(stage);
        stage.apply("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: taken}
                spec:
                  projectRef: {name: hello}
                  image: croft.dev/greeter:1.0.0
                  imagePullPolicy: IfNotPresent
                  ports: [{name: http, port: 8080}]
                """);
        stage.awaitCondition(CroftService.class, "taken", "Stalled", "True", "NameTaken");
        patch(stage, "web", "{\"spec\":{\"replicas\":2}}");
        stage.awaitReady("csvc/web");
        var owned = owned(stage);
        stage.tell("Croft and its children own " + String.join(", ", owned));
        assertThat(owned).contains("Deployment web", "PodDisruptionBudget web", "NetworkPolicy hello-default-deny");

        // When
        stage.tell("a user deletes the Services and the Project");
        stage.kubectl("delete", "csvc,projects", "--all");

        // Then
        eventually("nothing owned is left")
                .untilAsserted(() -> assertThat(owned(stage)).isEmpty());
        assertThat(stage.find(ConfigMap.class, "web")).contains(map);
        assertThat(stage.find(Service.class, "taken")).contains(service);
        stage.tell("nothing of it is left; ConfigMap web and core Service taken of somebody else are as they were");
    }

    @Test
    void survivesTheLossOfItsLeader(Stage stage) {
        // Given
        helloRuns(stage);
        var operator = stage.operator();
        operator.awaitAllReplicas();
        var leader = operator.leader();
        assertThat(leader).isNotEmpty();

        // When
        stage.tell("the leading pod %s is deleted, and a user changes the greeting".formatted(leader));
        operator.delete(leader);
        patch(stage, "greeter", "{\"spec\":{\"env\":[{\"name\":\"GREETING\",\"value\":\"Good night\"}]}}");

        // Then
        stage.awaitText(stage.host(), "Good night from greeter", Duration.ofSeconds(30));
        stage.tell("the page shows the change; %s leads".formatted(operator.leader()));
        assertThat(operator.leader()).isNotEmpty().isNotEqualTo(leader);
        operator.awaitAllReplicas();
    }

    private static String hello(Stage stage) {
        return stage.example("hello.yaml").replace("hello.localhost", stage.host());
    }

    private static void helloRuns(Stage stage) {
        stage.apply(hello(stage));
        stage.awaitReady("project/hello");
        stage.awaitText(stage.host(), WORDS);
        stage.tell("Project hello is ready and answers");
    }

    private static void patch(Stage stage, String service, String change) {
        stage.kubectl("patch", "csvc", service, "--type=merge", "--patch", change);
    }

    private static void staysSo(Stage stage, Rollout rollout) {
        eventually("no further rollout")
                .during(QUIET)
                .atMost(QUIET.plusSeconds(5))
                .until(() -> Rollout.of(stage, "greeter"), rollout::equals);
    }

    private static Set<String> owned(Stage stage) {
        return Stream.<Class<? extends HasMetadata>>of(
                        Deployment.class,
                        ReplicaSet.class,
                        Pod.class,
                        Service.class,
                        Ingress.class,
                        NetworkPolicy.class,
                        PodDisruptionBudget.class)
                .flatMap(kind -> stage.all(kind).stream())
                .filter(ProjectStoriesIT::isOwned)
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOwned(HasMetadata object) {
        var labels = object.getMetadata().getLabels();
        return !object.getMetadata().getOwnerReferences().isEmpty()
                || (labels != null && labels.containsKey("croft.dev/project"));
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).toList();
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }

    /** How often the pods of a Service were replaced, and which they are now. */
    private record Rollout(long revision, int replicaSets, Set<String> pods) {

        static Rollout of(Stage stage, String service) {
            var deployment = stage.find(Deployment.class, service).orElseThrow();
            var revision = deployment.getMetadata().getAnnotations().get("deployment.kubernetes.io/revision");
            var pods = stage.pods(service).stream()
                    .map(pod -> pod.getMetadata().getName())
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Rollout(
                    Long.parseLong(revision), stage.all(ReplicaSet.class).size(), pods);
        }
    }
}

package dev.croft.harness;

import static org.awaitility.Awaitility.await;

import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import dev.croft.testing.ClusterScript;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/**
 * One namespace in which a story plays, as its user sees it: kubectl, a browser, and what the cluster shows. Changes
 * with what stories do.
 */
public final class Stage {

    private static final HttpClient BROWSER = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** The node on which all pods run where there is no second one. */
    public static final String FIRST = Worker.FIRST;

    /** The second node. */
    public static final String WORKER = Worker.NAME;

    private final KindCluster cluster;
    private final KubernetesClient client;
    private final Kubectl kubectl;
    private final URI ingress;
    private final String namespace;

    private Stage(KindCluster cluster, String namespace) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.kubectl = cluster.kubectl();
        this.ingress = cluster.ingress();
        this.namespace = namespace;
    }

    // Pods that break the strictest of the Pod Security Standards are refused, workloads that would are warned of.
    static Stage open(KindCluster cluster, String namespace) {
        cluster.kubectl().runWith("""
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: %s
                  labels:
                    pod-security.kubernetes.io/enforce: restricted
                    pod-security.kubernetes.io/warn: restricted
                """.formatted(namespace), "create", "--filename=-");
        return new Stage(cluster, namespace);
    }

    public String namespace() {
        return namespace;
    }

    /** A host name that no other story uses. */
    public String host() {
        return namespace + ".localhost";
    }

    public Operator operator() {
        return new Operator(client, kubectl);
    }

    /** Prints a step of the story. */
    public void tell(String step) {
        Progress.say("  " + step);
    }

    /** An example from the repository, as its readers find it. */
    public String example(String file) {
        try {
            return Files.readString(ClusterScript.root().resolve("examples").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void apply(String yaml) {
        kubectl.runWith(yaml, "-n", namespace, "apply", "--server-side", "--filename=-");
    }

    /** Runs kubectl in this namespace; an error or a warning fails the story. */
    public String kubectl(String... arguments) {
        return kubectl.run(inNamespace(arguments));
    }

    /** The same, with the output printed. */
    public void show(String... arguments) {
        tell("$ kubectl " + String.join(" ", arguments));
        Progress.show(kubectl(arguments));
    }

    /** Waits until objects, named as kubectl takes them, are Ready. */
    public void awaitReady(String... objects) {
        kubectl(Stream.concat(Stream.of("wait", "--for=condition=Ready", "--timeout=120s"), Stream.of(objects))
                .toArray(String[]::new));
    }

    /** Fails if the API server, asked to admit every workload anew, warns of one. */
    public void refuseWarnings() {
        kubectl("annotate", "deployments,statefulsets,cronjobs", "--all", "--dry-run=server", "croft.dev/story=asks");
    }

    public Answer ask(String host) {
        return send(host, request -> request.GET());
    }

    /** Sends a text to a page. */
    public Answer post(String host, String text) {
        return send(host, request -> request.POST(BodyPublishers.ofString(text)));
    }

    private Answer send(String host, UnaryOperator<HttpRequest.Builder> method) {
        // The name that the request is for needs no entry in any DNS.
        var request = method.apply(
                        HttpRequest.newBuilder(ingress).header("Host", host).timeout(Duration.ofSeconds(10)))
                .build();
        try {
            var response = BROWSER.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, String.valueOf(e));
        }
    }

    /** Asks until a text is in the answer; a new route takes the ingress controller a moment. */
    public Answer awaitText(String host, String text) {
        return awaitText(host, text, Duration.ofSeconds(60));
    }

    public Answer awaitText(String host, String text, Duration patience) {
        return eventually(host + " answers with: " + text)
                .atMost(patience)
                .until(
                        () -> ask(host),
                        answer -> answer.status() == 200 && answer.body().contains(text));
    }

    /** Somebody who asks from now on, so often each second. */
    public Visitor visitor(String host, int perSecond) {
        return new Visitor(() -> ask(host), perSecond);
    }

    /** Plays something while the cluster has two nodes; {@link #WORKER} runs nothing but what the story brings there. */
    public void onTwoNodes(Runnable story) {
        try {
            cluster.join();
            story.run();
        } finally {
            cluster.leave();
        }
    }

    public <T extends HasMetadata> List<T> all(Class<T> kind) {
        return client.resources(kind).inNamespace(namespace).list().getItems();
    }

    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
        return Optional.ofNullable(
                client.resources(kind).inNamespace(namespace).withName(name).get());
    }

    /** The pods of one Service, also those that are ending. */
    public List<Pod> pods(String service) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel("croft.dev/service", service)
                .list()
                .getItems();
    }

    /** A condition, if it speaks of the present spec. */
    public Optional<Condition> condition(
            Class<? extends CustomResource<?, ? extends ConditionedStatus<?>>> kind, String name, String type) {
        return find(kind, name)
                .filter(resource -> resource.getStatus() != null)
                .flatMap(resource -> resource.getStatus().conditions().stream()
                        .filter(condition -> condition.type().equals(type))
                        .filter(condition ->
                                resource.getMetadata().getGeneration().equals(condition.observedGeneration()))
                        .findFirst());
    }

    /** Waits for a condition to have this status and reason, and returns its message. */
    public String awaitCondition(
            Class<? extends CustomResource<?, ? extends ConditionedStatus<?>>> kind,
            String name,
            String type,
            String status,
            String reason) {
        return awaitCondition(kind, name, type, status, reason, Duration.ofSeconds(60));
    }

    public String awaitCondition(
            Class<? extends CustomResource<?, ? extends ConditionedStatus<?>>> kind,
            String name,
            String type,
            String status,
            String reason,
            Duration patience) {
        var found = eventually(
                        "%s %s: %s is %s with reason %s".formatted(kind.getSimpleName(), name, type, status, reason))
                .atMost(patience)
                .until(
                        () -> condition(kind, name, type),
                        seen -> seen.filter(condition -> condition.status().equals(status)
                                        && condition.reason().equals(reason))
                                .isPresent());
        var message = found.orElseThrow().message();
        tell("%s of %s is %s, %s: %s".formatted(type, name, status, reason, message));
        return message;
    }

    public static ConditionFactory eventually(String what) {
        return await(what).pollInterval(Duration.ofMillis(200)).atMost(Duration.ofSeconds(60));
    }

    void tellWhatIs() {
        look("get", "projects,csvc,deployments,replicasets,pods,ingresses,networkpolicies,services", "-o", "wide");
        look("describe", "projects,csvc");
        look("get", "events", "--sort-by=.lastTimestamp");
        Progress.show(kubectl.tell(
                "-n",
                Operator.NAMESPACE,
                "logs",
                "--selector=app.kubernetes.io/name=" + Operator.NAME,
                "--prefix",
                "--tail=40"));
    }

    private void look(String... arguments) {
        Progress.show(kubectl.tell(inNamespace(arguments)));
    }

    /** Not waited for: the next story has another namespace. */
    void clear() {
        client.namespaces().withName(namespace).delete();
    }

    private String[] inNamespace(String... arguments) {
        var all = new String[arguments.length + 2];
        all[0] = "-n";
        all[1] = namespace;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return all;
    }
}

package dev.croft.harness;

import static java.util.Objects.requireNonNull;

import dev.croft.testing.ClusterScript;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * A Kind cluster with Traefik and Croft in it, installed from the manifests that users install from; changes with what
 * belongs into such a cluster.
 */
final class KindCluster implements AutoCloseable {

    // ingress/traefik.yaml says so.
    private static final int INGRESS_PORT = 32080;
    private static final List<String> APPS =
            List.of("hello", "greeter", "greeter:1.1.0", "ledger", "ledger:1.1.0", "show", "tick");
    private static final Path OPERATOR_IMAGE = Path.of("operator", "image", "target", "croft-operator.tar");

    private final ClusterScript script = ClusterScript.asConfigured();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Node node;
    private volatile @Nullable Worker worker;
    private volatile @Nullable Path kubeconfig;
    private volatile @Nullable Kubectl kubectl;
    private volatile @Nullable KubernetesClient client;

    private KindCluster() {}

    /** Starts one. Whatever fails on the way leaves nothing behind. */
    static KindCluster start() {
        var cluster = new KindCluster();
        // For a run that is broken off: JUnit then closes nothing.
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::end, "kind-cluster-end"));
        try {
            cluster.boot();
            cluster.install();
        } catch (RuntimeException | Error broken) {
            cluster.end();
            throw broken;
        }
        return cluster;
    }

    private void boot() {
        var engine = script.run("engine");
        Progress.say("container engine answers at " + engine);
        // The script may have started it just now, so no variable of this process can name it.
        TestcontainersConfiguration.getInstance().getUserProperties().setProperty("docker.host", engine);
        var image = value(script.run("images", "node"));
        var starting = new Node(image, INGRESS_PORT);
        node = starting;
        Progress.say("node starts from " + image);
        starting.start();
        var written = write(starting.getKubeconfig());
        kubeconfig = written;
        kubectl = new Kubectl(written);
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(written.toFile()))
                .build();
        Progress.say("node answers");
    }

    private void install() {
        var operator = ClusterScript.root().resolve(OPERATOR_IMAGE);
        if (!Files.isReadable(operator)) {
            throw new IllegalStateException("%s is not there; make image writes it".formatted(operator));
        }
        load(operator, requireNonNull(node));
        loadAll(APPS, requireNonNull(node));
        loadAll(List.of("traefik", "local-path", "alpine"), requireNonNull(node));
        var kubectl = kubectl();
        kubectl.run("apply", "--server-side", "--kustomize", "tests/cluster/ingress");
        kubectl.run("apply", "--server-side", "--kustomize", "tests/cluster/storage");
        kubectl.run("apply", "--server-side", "--kustomize", "kustomize/overlays/kind-dev");
        kubectl.run("-n", "kube-system", "rollout", "status", "deployment/coredns", "--timeout=180s");
        kubectl.run("-n", "traefik", "rollout", "status", "deployment/traefik", "--timeout=180s");
        Progress.say("Traefik is ready");
        kubectl.run("-n", Operator.NAMESPACE, "rollout", "status", "deployment/" + Operator.NAME, "--timeout=180s");
        Progress.say("Croft is ready");
    }

    private void loadAll(List<String> images, Node into) {
        script.run(Stream.concat(Stream.of("images"), images.stream()).toArray(String[]::new))
                .lines()
                .forEach(line -> load(Path.of(value(line)), into));
    }

    private static void load(Path tar, Node into) {
        into.load(tar);
        Progress.say("image loaded: " + tar.getFileName());
    }

    /** Has a second node join, which knows the images of applications only; the name of either is {@link Worker}'s. */
    void join() {
        var first = requireNonNull(node);
        var command = first.run("kubeadm", "token", "create", "--print-join-command");
        var joining =
                new Worker(first.getDockerImageName(), List.of(command.strip().split(" +")));
        worker = joining;
        joining.start();
        loadAll(APPS, joining);
        kubectl().run("wait", "--for=condition=Ready", "node/" + Worker.NAME, "--timeout=120s");
        // As Kind's own network does; the one of a node image that was built here knows only its own node.
        route(first, Worker.NAME);
        route(joining, Worker.FIRST);
        Progress.say("a second node is ready");
    }

    /** Takes the second node away again. */
    void leave() {
        var leaving = worker;
        if (leaving == null) {
            return;
        }
        worker = null;
        kubectl().run("delete", "node", Worker.NAME, "--ignore-not-found");
        leaving.close();
        Progress.say("the second node is gone");
    }

    private void route(Node from, String to) {
        var there = client().nodes().withName(to).get();
        var address = there.getStatus().getAddresses().stream()
                .filter(one -> one.getType().equals("InternalIP"))
                .map(NodeAddress::getAddress)
                .findFirst()
                .orElseThrow();
        from.run("ip", "route", "replace", there.getSpec().getPodCIDR(), "via", address);
    }

    Kubectl kubectl() {
        return requireNonNull(kubectl);
    }

    KubernetesClient client() {
        return requireNonNull(client);
    }

    /** Where Traefik answers. */
    URI ingress() {
        var running = requireNonNull(node);
        return URI.create("http://%s:%d/".formatted(running.getHost(), running.getMappedPort(INGRESS_PORT)));
    }

    @Override
    public void close() {
        end();
    }

    private void end() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            close(client);
            close(worker);
            close(node);
            if (kubeconfig != null) {
                Files.deleteIfExists(kubeconfig);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // Stops only an engine that the script itself has started and nobody else needs.
            script.run("engine-down");
            Progress.say("cluster removed");
        }
    }

    // What fails here must not keep the rest from its end.
    private static void close(@Nullable AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            Progress.say("not ended well: " + e);
        }
    }

    private static Path write(String text) {
        try {
            // Readable by its owner alone: it holds the key of an administrator.
            var file = Files.createTempFile("croft-stories", ".kubeconfig");
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The script prints "name value".
    private static String value(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }
}

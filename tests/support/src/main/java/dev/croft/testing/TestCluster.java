package dev.croft.testing;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The API server of one test run, and its end; changes when tests get their cluster from elsewhere. */
final class TestCluster implements AutoCloseable {

    private static final String GIVEN = "CROFT_TEST_KUBECONFIG";

    private final Path kubeconfig;
    private final KubernetesClient client;
    private final @Nullable ClusterScript own;
    private final AtomicBoolean ended = new AtomicBoolean();

    private TestCluster(Path kubeconfig, @Nullable ClusterScript own) {
        this.kubeconfig = kubeconfig;
        this.own = own;
        var config = Config.fromKubeconfig(kubeconfig.toFile());
        // A test wants the server's first answer, not the tenth; the default waits 20 s before it shows a 500.
        config.setRequestRetryBackoffLimit(0);
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    /** The one that the environment names, else one of its own. */
    static TestCluster start() {
        var given = System.getenv(GIVEN);
        if (given != null && !given.isBlank()) {
            return new TestCluster(Path.of(given), null);
        }
        // The same for each run of one module, so that a run takes over what a killed one left, and ends it.
        var script = ClusterScript.controlPlane(ClusterScript.nameFor("it", Path.of("")));
        script.run("up");
        var cluster = new TestCluster(Path.of(script.run("kubeconfig")), script);
        // For a run that is broken off: JUnit then closes nothing.
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::end, "test-cluster-end"));
        return cluster;
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    KubernetesClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        end();
    }

    private void end() {
        if (own != null && ended.compareAndSet(false, true)) {
            own.run("down");
        }
    }
}

package dev.croft.harness.lane;

import dev.croft.testing.ClusterScript;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.function.Function;
import org.awaitility.Awaitility;

/**
 * A second API server of a lane, on the same store, whose knowledge can be made to lag; changes when trials need another kind
 * of staleness.
 *
 * <p>While it is frozen it answers from memory what a client lets it answer from memory: watches, and lists "at any version",
 * as informers ask for. All else waits.
 */
public final class StaleServer implements AutoCloseable {

    private static final String PROCESS = "stale-apiserver";
    private static final Duration TO_GET_READY = Duration.ofSeconds(60);

    private final ClusterScript script;
    private final Link link;
    private final String server;
    private final KubernetesClient admin;

    private StaleServer(ClusterScript script, Link link, String server, KubernetesClient admin) {
        this.script = script;
        this.link = link;
        this.server = server;
        this.admin = admin;
    }

    static StaleServer start(ClusterScript script, Config admin) {
        var etcd = script.run("process", "address", "etcd");
        var link = Link.to(etcd.substring(0, etcd.lastIndexOf(':')), port(etcd));
        script.with("CROFT_STALE_ETCD", "http://127.0.0.1:" + link.port()).run("process", "start", PROCESS);
        var server = "https://" + script.run("process", "address", PROCESS);
        var config = new ConfigBuilder(admin).withMasterUrl(server).build();
        var client = new KubernetesClientBuilder().withConfig(config).build();
        Lane.awaitReady(client, TO_GET_READY);
        return new StaleServer(script, link, server, client);
    }

    /** Its URL, without a slash at the end; it knows the same users and has the same certificate as the lane's own. */
    public String server() {
        return server;
    }

    /**
     * Asks it as administrator until it answers. It begins to follow a custom kind when somebody first asks for it, and
     * could not any more once it is frozen.
     */
    public void awaitAnswer(Function<KubernetesClient, ?> question) {
        Awaitility.await("an answer of " + server)
                .atMost(TO_GET_READY)
                .pollDelay(Duration.ZERO)
                .ignoreExceptions()
                .until(() -> question.apply(admin) != null);
    }

    /** From now on it learns nothing more, and can change nothing. */
    public void freeze() {
        link.freeze();
    }

    /** It learns what it has missed. */
    public void thaw() {
        link.thaw();
    }

    /** From now on it learns everything late by this time; zero ends that. */
    public void delay(Duration delay) {
        link.delay(delay);
    }

    @Override
    public void close() {
        admin.close();
        script.run("process", "kill", PROCESS);
        link.close();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}

package dev.croft.harness.lane;

import dev.croft.testing.ClusterScript;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;

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

    private StaleServer(ClusterScript script, Link link, String server) {
        this.script = script;
        this.link = link;
        this.server = server;
    }

    static StaleServer start(ClusterScript script, Config admin) {
        var etcd = script.run("process", "address", "etcd");
        var link = Link.to(etcd.substring(0, etcd.lastIndexOf(':')), port(etcd));
        script.with("CROFT_STALE_ETCD", "http://127.0.0.1:" + link.port()).run("process", "start", PROCESS);
        var server = "https://" + script.run("process", "address", PROCESS);
        var config = new ConfigBuilder(admin).withMasterUrl(server).build();
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            Lane.awaitReady(client, TO_GET_READY);
        }
        return new StaleServer(script, link, server);
    }

    /** Its URL, without a slash at the end; it knows the same users and has the same certificate as the lane's own. */
    public String server() {
        return server;
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
        script.run("process", "kill", PROCESS);
        link.close();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}

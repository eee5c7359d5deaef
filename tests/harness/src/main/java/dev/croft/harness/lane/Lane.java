package dev.croft.harness.lane;

import dev.croft.testing.ClusterScript;
import dev.croft.testing.Definitions;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A control plane with nodes and pods that kwok plays, each program of which a trial may kill, freeze or put back in time;
 * changes when trials need another fault of the cluster itself.
 *
 * <p>What is done to it is done by one trial at a time; its server may be used by any number.
 */
public final class Lane implements AutoCloseable {

    private static final Path DEFINITIONS = Path.of("crds", "manifests");
    private static final Duration TO_GET_READY = Duration.ofSeconds(60);
    private static final Duration STILL = Duration.ofMillis(400);
    private static final Duration MOVING = Duration.ofMillis(100);

    /** Without these no request is answered. */
    private static final Set<Part> SERVING = Collections.unmodifiableSet(EnumSet.of(Part.ETCD, Part.API_SERVER));
    /** What turns a Deployment into pods that run. */
    private static final Set<Part> WORKING =
            Collections.unmodifiableSet(EnumSet.of(Part.CONTROLLER_MANAGER, Part.SCHEDULER, Part.KWOK));

    private final ClusterScript script;
    private final Path kubeconfig;
    private final Config config;
    private final KubernetesClient admin;
    private final Set<Part> out = EnumSet.noneOf(Part.class);
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable StaleServer stale;

    private Lane(String name) {
        script = ClusterScript.controlPlane(ClusterScript.nameFor("lane-" + name, ClusterScript.root()))
                .with("CROFT_CLUSTER_PODS", "yes")
                .with("CROFT_CLUSTER_AUDIT", "no");
        // For a run that is broken off, also while it starts.
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "lane-end-" + name));
        // What a run left that could not end is in any state.
        script.run("down");
        script.run("up");
        kubeconfig = Path.of(script.run("kubeconfig"));
        config = Config.fromKubeconfig(kubeconfig.toFile());
        // A trial wants the server's first answer; the default tries for 20 s before it shows a 500.
        config.setRequestRetryBackoffLimit(0);
        admin = new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Starts one, and ends first what a run of this checkout that crashed left under this name (at most 15 characters). */
    public static Lane start(String name) {
        return new Lane(name);
    }

    /** As administrator, without any second try; shared, so never closed by a trial. */
    public KubernetesClient admin() {
        return admin;
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    /** The API server's URL, without a slash at the end. */
    public String server() {
        return config.getMasterUrl().replaceAll("/+$", "");
    }

    /** The authority that signed the server's certificate, as PEM. */
    public String caCertificate() {
        return new String(Base64.getDecoder().decode(config.getCaCertData()), StandardCharsets.UTF_8);
    }

    /** Stops a program where it stands: it answers nothing and closes nothing. */
    public void freeze(Part part) {
        process("freeze", Set.of(part));
        out.add(part);
    }

    /** Lets a frozen program go on, and returns once the cluster works again, as far as this part was in its way. */
    public void thaw(Part part) {
        process("thaw", Set.of(part));
        returned(part);
    }

    /**
     * Lets a program run for a fifth of the time, so that all it does takes long, and returns once the cluster works
     * again.
     */
    public void slow(Part part, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        out.add(part);
        while (System.nanoTime() - end < 0) {
            haltFor(part, STILL);
            pause(MOVING);
        }
        returned(part);
    }

    /**
     * Stops a program so many times and lets it go on for a moment after each, which nobody waits out; returns once the
     * cluster works again.
     */
    public void stutter(Part part, int beats, Duration still, Duration moving) {
        out.add(part);
        for (int beat = 0; beat < beats; beat++) {
            haltFor(part, still);
            pause(moving);
        }
        returned(part);
    }

    private void haltFor(Part part, Duration still) {
        process("freeze", Set.of(part));
        pause(still);
        process("thaw", Set.of(part));
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run is being broken off", e);
        }
    }

    /** Ends a program at once, as a crash does. */
    public void kill(Part part) {
        process("kill", Set.of(part));
        out.add(part);
    }

    /** Starts a killed program, and returns once the cluster works again, as far as this part was in its way. */
    public void start(Part part) {
        process("start", Set.of(part));
        returned(part);
    }

    /** Saves all that the cluster knows; the file is gone with the lane. */
    public Path snapshot() {
        try {
            var file = Files.createTempFile(kubeconfig.getParent(), "snapshot-", ".db");
            script.run("snapshot", file.toString());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the cluster back to a snapshot and returns once it works; the stale server ends by that. */
    public void restore(Path snapshot, Revisions revisions) {
        endStale();
        switch (revisions) {
            case KEPT -> script.run("restore", snapshot.toString());
            case BUMPED -> script.run("restore", snapshot.toString(), "--bump");
        }
        out.clear();
    }

    /** The second API server of this cluster, which is started when it is first asked for. */
    public StaleServer stale() {
        if (stale == null) {
            stale = StaleServer.start(script, config);
        }
        return stale;
    }

    /** Makes Croft's kinds known, as often as you like. */
    public void installDefinitions() {
        Definitions.install(admin, ClusterScript.root().resolve(DEFINITIONS));
    }

    /** Takes Croft's kinds away, and all objects of these kinds. */
    public void removeDefinitions() {
        Definitions.remove(admin, ClusterScript.root().resolve(DEFINITIONS));
    }

    @Override
    public void close() {
        admin.close();
        end();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            endStale();
            script.run("down");
        }
    }

    private void endStale() {
        if (stale != null) {
            stale.close();
            stale = null;
        }
    }

    private void returned(Part part) {
        out.remove(part);
        if (SERVING.contains(part) && Collections.disjoint(out, SERVING)) {
            awaitReady(admin, TO_GET_READY);
            // They forget work that failed, or put it off for minutes. In a real cluster they lose their Lease and
            // start anew.
            var working = EnumSet.copyOf(WORKING);
            working.removeAll(out);
            process("kill", working);
            process("start", working);
        }
    }

    private void process(String action, Set<Part> parts) {
        if (!parts.isEmpty()) {
            script.run(
                    Stream.concat(Stream.of("process", action), parts.stream().map(Part::process))
                            .toArray(String[]::new));
        }
    }

    static void awaitReady(KubernetesClient client, Duration patience) {
        Awaitility.await("a ready API server at " + client.getMasterUrl())
                .atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> "ok".equals(client.raw("/readyz")));
    }
}

package dev.croft.harness.replica;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One replica of the packaged operator and what a kubelet does for it: whenever its process ends, it is started again.
 * Changes with how the operator is started.
 */
public final class Replica implements AutoCloseable {

    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    // The JVM may have to write its start cache.
    private static final int PATIENCE_AT_STOP = 90;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    // Nobody else ends them when a run is broken off.
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    private static volatile boolean allEnd;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Replica::endAll, "replicas-end"));
    }

    private final Settings settings;
    private final Path log;
    private final Path kubeconfig;
    private final List<Integer> exits = new ArrayList<>();
    private @Nullable Process process;
    private @Nullable Process asked;
    private int managementPort;
    private Wish wish = Wish.DOWN;

    private enum Wish {
        UP,
        DOWN
    }

    /**
     * What makes one replica different from another.
     *
     * @param name what it calls itself in the Lease
     * @param server where it finds the API server
     * @param build what plays the operator
     * @param talk how much it logs
     */
    public record Settings(Installation installation, String name, URI server, Path folder, Build build, Talk talk) {}

    /** How much a replica logs. */
    public enum Talk {
        USUAL,
        EVERYTHING
    }

    private Replica(Settings settings) {
        this.settings = settings;
        this.log = settings.folder().resolve("operator-" + settings.name() + ".log");
        this.kubeconfig = settings.folder().resolve("operator-" + settings.name() + ".kubeconfig");
    }

    /** Starts a replica; it is not waited for. */
    public static Replica start(Settings settings) {
        var replica = new Replica(settings);
        replica.writeKubeconfig();
        replica.up();
        return replica;
    }

    /** Starts the process, if none runs. */
    public synchronized void up() {
        wish = Wish.UP;
        launch();
    }

    // Whoever was told to start it within the back-off has done so when that is over.
    private synchronized void launch() {
        if (wish == Wish.DOWN || allEnd || (process != null && process.isAlive())) {
            return;
        }
        try {
            managementPort = Ports.next();
            var builder = new ProcessBuilder(settings.build().command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            var environment = builder.environment();
            environment.put("KUBECONFIG", kubeconfig.toString());
            environment.put("CROFT_LEASE_NAMESPACE", settings.installation().system());
            environment.put("CROFT_INSTANCE", settings.name());
            environment.put(
                    "CROFT_NAMESPACES", String.join(",", settings.installation().namespaces()));
            environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
            if (settings.talk() == Talk.EVERYTHING) {
                environment.put("QUARKUS_LOG_LEVEL", "TRACE");
            }
            var started = builder.start();
            process = started;
            ALIVE.add(started);
            var _ = started.onExit().thenAccept(this::ended);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void ended(Process gone) {
        ALIVE.remove(gone);
        // Also if the next one runs already.
        if (!gone.equals(asked)) {
            exits.add(gone.exitValue());
        }
        if (gone.equals(process) && wish == Wish.UP) {
            var again = Thread.ofVirtual().unstarted(() -> {
                try {
                    Thread.sleep(BACK_OFF);
                    launch();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            again.start();
        }
    }

    /** Ends the process without a word, and leaves it down. */
    public void kill() {
        end(Process::destroyForcibly);
    }

    /** Asks the process to stop, as a kubelet does, and leaves it down. */
    public void stop() {
        end(Process::destroy);
    }

    private void end(Consumer<Process> how) {
        Process running;
        synchronized (this) {
            wish = Wish.DOWN;
            running = process;
            asked = running;
        }
        if (running == null) {
            return;
        }
        try {
            how.accept(running);
            if (!running.waitFor(PATIENCE_AT_STOP, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops its clock: the process neither runs nor answers until {@link #resume}. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        Process running;
        synchronized (this) {
            running = process;
        }
        if (running == null) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-s", signal, String.valueOf(running.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String name() {
        return settings.name();
    }

    /** What the process holds, if it runs. */
    public synchronized Optional<Vitals> vitals() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Vitals::of);
    }

    /** The codes with which the process ended although nobody asked it to. */
    public synchronized List<Integer> exits() {
        return List.copyOf(exits);
    }

    /** Whether the replica calls itself ready. */
    public boolean isReady() {
        return ask("/q/health/ready") == 200;
    }

    /** Asks its management port for a path and returns the answer's code; 0 if there is no answer. */
    public int ask(String path) {
        int port;
        synchronized (this) {
            if (process == null || !process.isAlive()) {
                return 0;
            }
            port = managementPort;
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** All that the process has printed, over all its lives. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void writeKubeconfig() {
        var name = "trial";
        var config = new ConfigBuilder()
                .withCurrentContext(name)
                .addNewContext()
                .withName(name)
                .withNewContext()
                .withCluster(name)
                .withUser(name)
                .endContext()
                .endContext()
                .addNewCluster()
                .withName(name)
                .withNewCluster()
                .withServer(settings.server().toString())
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName(name)
                .withNewUser()
                .withToken(settings.installation().token())
                .endUser()
                .endUser()
                .build();
        try {
            Files.createDirectories(settings.folder());
            Files.writeString(kubeconfig, Serialization.asYaml(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void endAll() {
        allEnd = true;
        ALIVE.forEach(Process::destroyForcibly);
    }
}

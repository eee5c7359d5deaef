package dev.croft.operator.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One replica of the packaged operator; changes with how it is started. */
final class OperatorProcess {

    static final String NAMESPACE = "croft-system";

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path RIGHTS = Path.of("..", "..", "kustomize", "base", "rbac");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final int managementPort;
    private final String name;

    private OperatorProcess(Process process, Path log, int managementPort, String name) {
        this.process = process;
        this.log = log;
        this.managementPort = managementPort;
        this.name = name;
    }

    /** Starts a replica that may do what the manifests of kustomize/base grant, and waits until it is ready. */
    static OperatorProcess start(KubernetesClient admin, Path kubeconfig, String name) throws IOException {
        assertThat(JAR).as("the packaged operator; run mvnw package first").exists();
        grant(admin);
        var log = Path.of("target", "operator-" + name + ".log");
        int port = freePort();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xms16m",
                        "-Xmx96m",
                        "-XX:+UseCompactObjectHeaders",
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .put("KUBECONFIG", ownKubeconfig(admin, kubeconfig, name).toString());
        builder.environment().put("CROFT_LEASE_NAMESPACE", NAMESPACE);
        builder.environment().put("CROFT_INSTANCE", name);
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(port));
        var replica = new OperatorProcess(builder.start(), log, port, name);
        Runtime.getRuntime().addShutdownHook(new Thread(replica.process::destroyForcibly));
        await("operator " + name + " is ready, see " + log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(replica::isReady);
        return replica;
    }

    /** Waits until this replica leads. */
    OperatorProcess leading(KubernetesClient admin) {
        await("operator " + name + " leads").atMost(START).until(() -> name.equals(leader(admin)));
        return this;
    }

    static String leader(KubernetesClient admin) {
        var lease = admin.resources(Lease.class)
                .inNamespace(NAMESPACE)
                .withName("croft-operator")
                .get();
        var holder = lease == null ? null : lease.getSpec().getHolderIdentity();
        return holder == null ? "" : holder;
    }

    boolean isReady() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Sends a signal such as STOP or CONT. */
    void signal(String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-s", signal, String.valueOf(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Asks it to stop, as a kubelet does, and returns its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("operator %s stops within its grace period", name)
                .isTrue();
        return process.exitValue();
    }

    /** Ends it without a word. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static void grant(KubernetesClient admin) throws IOException {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        for (String file : List.of("service-account.yaml", "cluster-role.yaml", "lease-role.yaml")) {
            try (InputStream yaml = Files.newInputStream(RIGHTS.resolve(file))) {
                admin.load(yaml).items().forEach(object -> {
                    if (!object.getKind().startsWith("Cluster")) {
                        object.getMetadata().setNamespace(NAMESPACE);
                    }
                    admin.resource(object).forceConflicts().serverSideApply();
                });
            }
        }
    }

    // The administrator's file with the service account's token in place of the certificate.
    private static Path ownKubeconfig(KubernetesClient admin, Path kubeconfig, String name) throws IOException {
        var answer = admin.raw(
                "/api/v1/namespaces/" + NAMESPACE + "/serviceaccounts/croft-operator/token",
                "POST",
                Map.of("apiVersion", "authentication.k8s.io/v1", "kind", "TokenRequest", "spec", Map.of()));
        var token = (Map<?, ?>) Serialization.unmarshal(answer, Map.class).get("status");
        var config =
                Serialization.unmarshal(Files.readString(kubeconfig), io.fabric8.kubernetes.api.model.Config.class);
        config.getUsers().forEach(user -> {
            user.getUser().setClientCertificateData(null);
            user.getUser().setClientKeyData(null);
            user.getUser().setToken((String) token.get("token"));
        });
        var file = Path.of("target", "operator-" + name + ".kubeconfig");
        Files.writeString(file, Serialization.asYaml(config));
        return file;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

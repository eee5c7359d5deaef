package dev.croft.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.croft.testing.ApiServer;
import dev.croft.testing.ClusterScript;
import dev.croft.testing.Sandbox;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ImageIT {

    private static final Path MODULE = ClusterScript.root().resolve("operator/image");
    private static final Path TAR = MODULE.resolve("target/croft-operator.tar");
    private static final String NAME = "ghcr.io/croft-dev/croft-operator:dev";
    private static final Pattern MANAGEMENT = Pattern.compile("Management interface listening on http://[^:]*:(\\d+)");

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving(ClusterScript.root().resolve("crds/manifests"));

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void everyLayerButTheLastIsTheSameWhenBuiltAgain() throws Exception {
        var first = Unpacked.into(folder.resolve("first"), TAR).layers();

        var layers = folder.resolve("layers");
        var log = folder.resolve("assemble.log");
        var assemble = new ProcessBuilder(
                        MODULE.resolve("assemble").toString(),
                        layers.toString(),
                        // Empty, so that the runtime is linked and the start trained anew.
                        folder.resolve("cache").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        assemble.environment().put("JAVA_HOME", System.getProperty("java.home"));
        assertThat(assemble.start().waitFor()).describedAs("%s", log).isZero();
        var tar = folder.resolve("again.tar");
        ImageTar.write(layers, tar, NAME);
        var again = Unpacked.into(folder.resolve("again"), tar).layers();

        assertThat(again).hasSize(5);
        assertThat(again.subList(0, 4)).isEqualTo(first.subList(0, 4));
    }

    @Test
    void startsWithItsCacheAsNobodyOnAReadOnlyRootFileSystem(Sandbox sandbox) throws Exception {
        var image = Unpacked.into(folder.resolve("image"), TAR);
        var log = folder.resolve("log");

        // Production forgives a cache that does not fit, and starts slower. This does not start then.
        var operator = start(sandbox, image, log, "-XX:AOTMode=on");

        await().atMost(Duration.ofSeconds(60)).until(() -> isReady(operator, log));
        assertThat(Files.readString(log)).doesNotContain("[warning]", "[error]", "Exception");
        operator.destroy();
        assertThat(operator.waitFor(30, TimeUnit.SECONDS)).isTrue();
        // What the JVM ends with after a SIGTERM that it has obeyed.
        assertThat(operator.exitValue()).isEqualTo(143);
    }

    @Test
    void saysWhoItIsToAContainerEngine() throws Exception {
        var image = Unpacked.into(folder.resolve("image"), TAR);

        var config = image.config();

        assertThat(config.path("User").asText()).isEqualTo("65532:65532");
        assertThat(image.entryPoint())
                .startsWith("/opt/java/bin/java")
                .contains("-XX:+ExitOnOutOfMemoryError", "-Xmx96m");
        assertThat(image.rootFileSystem().resolve("etc/ssl/certs/ca-certificates.crt"))
                .content()
                .contains("-----BEGIN CERTIFICATE-----");
        assertThat(Files.getPosixFilePermissions(image.rootFileSystem().resolve("tmp")))
                .isEqualTo(PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private Process start(Sandbox sandbox, Unpacked image, Path log, String... flags)
            throws IOException, InterruptedException {
        var temporary = Files.createDirectory(folder.resolve("tmp"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        var kubeconfig = Files.copy(sandbox.kubeconfig(), temporary.resolve("kubeconfig"));
        Files.setPosixFilePermissions(kubeconfig, PosixFilePermissions.fromString("rw-r--r--"));

        var command = new ArrayList<>(List.of(
                MODULE.resolve("enter").toString(),
                image.rootFileSystem().toString(),
                temporary.toString(),
                "KUBECONFIG=/tmp/kubeconfig",
                "QUARKUS_MANAGEMENT_PORT=0",
                "CROFT_NAMESPACES=" + sandbox.namespace(),
                "CROFT_LEASE_NAMESPACE=" + sandbox.namespace()));
        var entryPoint = image.entryPoint();
        command.add(entryPoint.getFirst());
        command.addAll(List.of(flags));
        command.addAll(entryPoint.subList(1, entryPoint.size()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        started.add(process);
        return process;
    }

    private static boolean isReady(Process operator, Path log) throws IOException {
        assertThat(operator.isAlive()).describedAs("%s", Files.readString(log)).isTrue();
        var address = MANAGEMENT.matcher(Files.readString(log));
        if (!address.find()) {
            return false;
        }
        var ready = URI.create("http://127.0.0.1:" + address.group(1) + "/q/health/ready");
        var answer = (HttpURLConnection) ready.toURL().openConnection();
        return answer.getResponseCode() == 200;
    }
}

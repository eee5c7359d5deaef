package dev.croft.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InitTest {

    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path from = Path.of("");

    @TempDir
    private Path to = Path.of("");

    @BeforeEach
    void templates() throws IOException {
        Files.writeString(from.resolve("aa"), "host = ${HOST}\n");
        Files.writeString(from.resolve("bb"), "port = ${PORT}\n");
        Files.write(from.resolve("cc"), new byte[] {(byte) 0xff, 0});
    }

    @Test
    void fillsInTheFilesThatItIsTold() throws IOException {
        assertThat(fill("aa=/etc/a.conf")).isZero();
        assertThat(fill("aa=/etc/a.conf")).as("once more").isZero();

        assertThat(to.resolve("aa")).content(StandardCharsets.UTF_8).isEqualTo("host = db\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("aa"))))
                .isEqualTo("r--r--r--");
        assertThat(to).isDirectoryNotContaining("glob:**bb");
    }

    @Test
    void writesNothingWhereOneNameIsNoVariable() {
        assertThat(fill("aa=/etc/a.conf", "bb=/etc/b.conf")).isEqualTo(3);

        assertThat(to).isEmptyDirectory();
        assertThat(errors.toString()).contains("/etc/b.conf names");
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(fill("cc=/etc/c.conf")).isEqualTo(3);
        assertThat(to).isEmptyDirectory();
        assertThat(errors.toString()).contains("/etc/c.conf is no text in UTF-8");
    }

    @Test
    void tellsWhichFileItCannotRead() {
        assertThat(fill("dd=/etc/d.conf")).isEqualTo(1);
        assertThat(errors.toString()).contains("NoSuchFileException", "dd");
    }

    @Test
    @Timeout(60)
    void waitsUntilAPortAnswers() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var words = new PipedReader();
        var out = new PrintWriter(new PipedWriter(words), true);
        var waiting = CompletableFuture.supplyAsync(() -> run(out, "wait", "127.0.0.1:" + port));
        assertThat(new BufferedReader(words).readLine()).startsWith("waiting for 127.0.0.1:" + port);
        assertThat(waiting).isNotDone();

        try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(waiting).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(0);
            assertThat(server.isBound()).isTrue();
        }
    }

    @Test
    void refusesTargetsWithoutAPort() {
        assertThat(run("wait", "db")).isEqualTo(2);
        assertThat(run("wait", "db:0")).isEqualTo(2);
        assertThat(run("wait", ":5432")).isEqualTo(2);
        assertThat(errors.toString()).contains("db names no port; write it like db:5432");
    }

    @Test
    void readsAddressesOfBothFamilies() {
        assertThat(new Target.Converter().convert("fd00::1:5432")).isEqualTo(new Target("fd00::1", 5432));
        assertThat(new Target.Converter().convert("10.0.0.1:80")).isEqualTo(new Target("10.0.0.1", 80));
    }

    @Test
    void explainsItself() {
        assertThat(run("--help")).isZero();
        assertThat(run("fill", "--help")).isZero();
        assertThat(run("wait", "--help")).isZero();
    }

    private int fill(String... files) {
        var arguments = new ArrayList<>(List.of("fill", "--from", from.toString(), "--to", to.toString()));
        arguments.addAll(List.of(files));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return run(new PrintWriter(new StringWriter()), arguments);
    }

    private int run(PrintWriter out, String... arguments) {
        return Init.commandLine(Map.of("HOST", "db"))
                .setOut(out)
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}

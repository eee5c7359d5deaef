package dev.croft.harness.replica;

import dev.croft.testing.ClusterScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program that plays the operator: the packaged one as it ships, or a deliberately wrong one. Changes with the flags
 * of its JVM.
 *
 * @param broken the name of the fault, if it is a wrong one
 * @param cache what the JVM prepared for its own start, used if it is there
 * @param purpose whether this process is to prepare that
 */
public record Build(Optional<String> broken, Path cache, Purpose purpose) {

    private static final Path PROGRAM = Path.of("operator", "app", "target", "quarkus-app");
    private static final Path BROKEN = Path.of("tests", "broken", "target", "croft-broken.jar");
    private static final Path CACHES = Path.of("tests", "harness", "target", "start");

    /** What a process is for. */
    public enum Purpose {
        WORK,
        TRAINING
    }

    /**
     * The program as it is packaged now.
     *
     * @throws IllegalStateException if it has not been packaged
     */
    public static Build packaged(Optional<String> broken) {
        var program = ClusterScript.root().resolve(PROGRAM);
        if (!Files.isRegularFile(jar())) {
            throw new IllegalStateException(
                    "There is no packaged operator in %s; build it with ./mvnw package -pl operator/app -am"
                            .formatted(program));
        }
        return new Build(broken, ClusterScript.root().resolve(CACHES).resolve(digest(program) + ".aot"), Purpose.WORK);
    }

    /** The same program, which prepares the cache when it is asked to stop. */
    public Build training() {
        return new Build(Optional.empty(), cache, Purpose.TRAINING);
    }

    /** Whether a start costs a third of what it costs without preparation. */
    public boolean isPrepared() {
        return broken.isPresent() || Files.exists(cache);
    }

    List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms16m",
                "-Xmx96m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:TieredStopAtLevel=1"));
        if (purpose == Purpose.TRAINING) {
            command.add("-XX:AOTCacheOutput=" + cache);
        } else if (broken.isPresent()) {
            command.add("-javaagent:%s=%s".formatted(ClusterScript.root().resolve(BROKEN), broken.get()));
        } else if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-jar", jar().toString()));
        return command;
    }

    private static Path jar() {
        return ClusterScript.root().resolve(PROGRAM).resolve("quarkus-run.jar");
    }

    // The JVM takes a cache only for files of the same age, so age is what tells builds apart.
    private static String digest(Path program) {
        try (Stream<Path> files = Files.walk(program)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update("%s %d %s%n"
                        .formatted(file, Files.size(file), Files.getLastModifiedTime(file))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package dev.croft.bench.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.croft.testing.ClusterScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file that a program leaves: how it was run, what it counted, which targets it met. Changes, and its schema with
 * it, with the one shape of all such files.
 *
 * @param samples single measurements; none where only counts are taken
 */
public record Report(
        int schema,
        String bench,
        String commit,
        boolean dirty,
        Host host,
        Map<String, String> versions,
        Map<String, ? extends Object> params,
        long seed,
        List<Object> samples,
        Map<String, ? extends Map<String, ? extends Number>> counts,
        Map<String, ? extends Number> summary,
        List<Target> targets) {

    private static final int SCHEMA = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** The report of a program that only counts, on this machine and of this checkout. */
    public static Report ofCounts(
            String bench,
            Map<String, String> versions,
            Map<String, ? extends Object> params,
            long seed,
            Map<String, ? extends Map<String, ? extends Number>> counts,
            Map<String, ? extends Number> summary,
            List<Target> targets) {
        return new Report(
                SCHEMA,
                bench,
                git("rev-parse", "--short", "HEAD"),
                !git("status", "--porcelain").isEmpty(),
                Host.here(),
                versions,
                params,
                seed,
                List.of(),
                counts,
                summary,
                targets);
    }

    /** Whether a report can be written to that file; the folders above it are made. */
    public static boolean isWritable(Path file) {
        try {
            var folder = file.getParent();
            return folder != null && !Files.isDirectory(file) && Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes it, and the folders above it. */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, JSON.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written; name another file with --out".formatted(file), e);
        }
    }

    // Outside a checkout there is no commit to name.
    private static String git(String... words) {
        var command = new ArrayList<>(List.of("git", "-C", ClusterScript.root().toString()));
        command.addAll(List.of(words));
        try {
            var git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? answer : "";
        } catch (IOException absent) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run is being broken off", e);
        }
    }
}

package dev.croft.harness.replica;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a replica holds while nothing happens; changes with what must not grow.
 *
 * @param liveBytes on the heap after a full collection
 * @param threads of the process, those of the JVM itself among them
 */
public record Vitals(long liveBytes, long threads) {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    // The last line of a class histogram: objects and bytes of all classes.
    private static final Pattern TOTAL = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)$", Pattern.MULTILINE);

    /** The greater of each. */
    public Vitals max(Vitals other) {
        return new Vitals(Math.max(liveBytes, other.liveBytes), Math.max(threads, other.threads));
    }

    /** Looks at a running JVM, which collects all garbage for it. */
    static Vitals of(Process process) {
        try {
            var jcmd = new ProcessBuilder(JCMD.toString(), String.valueOf(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            var answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var total = TOTAL.matcher(answer);
            if (!total.find()) {
                throw new IllegalStateException(
                        "jcmd says nothing of the heap: " + answer.lines().findFirst());
            }
            return new Vitals(Long.parseLong(total.group(1)), threads(process.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long threads(long pid) throws IOException {
        try (var tasks = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return tasks.count();
        }
    }
}

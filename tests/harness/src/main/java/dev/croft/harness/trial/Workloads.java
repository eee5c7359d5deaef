package dev.croft.harness.trial;

import dev.croft.testing.ClusterScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The workloads that there are; changes with where they lie. */
public final class Workloads {

    private static final Path FOLDER = Path.of("tests", "harness", "workloads");

    private Workloads() {}

    /** Every file, and the one that the schemas' bases make. */
    public static List<Workload> all() {
        try (var files = Files.list(folder())) {
            List<Workload> workloads =
                    new ArrayList<>(files.filter(file -> file.toString().endsWith(".yaml"))
                            .sorted()
                            .map(Workload::read)
                            .toList());
            workloads.add(Whole.workload());
            return List.copyOf(workloads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One of them.
     *
     * @throws Misuse if there is none of that name, or it cannot be read
     */
    public static Workload named(String name) {
        return name.equals(Whole.NAME) ? Whole.workload() : Workload.read(folder().resolve(name + ".yaml"));
    }

    private static Path folder() {
        return ClusterScript.root().resolve(FOLDER);
    }
}

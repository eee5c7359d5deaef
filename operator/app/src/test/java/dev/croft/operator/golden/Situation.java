package dev.croft.operator.golden;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One folder of files: what is given and seen, and what should come of it.
 *
 * @param folder named after the kind that is looked at, and the situation
 */
record Situation(Path folder) {

    static final String GIVEN = "given.yaml";
    static final String SEEN = "seen.yaml";
    static final String WANTED = "wanted.yaml";
    static final String STATUS = "status.yaml";

    /** The moment of the pass. */
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static final KubernetesSerialization YAML = yaml();

    private static KubernetesSerialization yaml() {
        var mapper = new ObjectMapper();
        mapper.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        return new KubernetesSerialization(mapper, false);
    }

    String kind() {
        return folder.getParent().getFileName().toString();
    }

    String name() {
        return kind() + "/" + folder.getFileName();
    }

    /** The first resource of the kind that the folder is about. */
    <T extends HasMetadata> T subject(Class<T> kind, Cluster cluster) {
        var given = cluster.show(read(GIVEN));
        if (Files.exists(folder.resolve(SEEN))) {
            cluster.show(read(SEEN));
        }
        return given.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name() + " gives no " + kind.getSimpleName()));
    }

    /** Everything that should exist, in the order in which it is brought about; comments tell what is no object. */
    static String wanted(Told told) {
        var plan = told.plan();
        var comments = new StringBuilder();
        plan.kept().stream()
                .sorted()
                .forEach(kept ->
                        comments.append("# stays as it is: ").append(kept).append('\n'));
        List<String> documents = new ArrayList<>();
        plan.levels().forEach(level -> level.forEach(object -> documents.add(document(object))));
        return comments + (documents.isEmpty() ? "# nothing is written\n" : String.join("---\n", documents));
    }

    static String status(Told told) {
        var look = told.verdict()
                .nextLook()
                .map(wait -> "# looks again in %d s%n".formatted(wait.toSeconds()))
                .orElse("");
        return look + document(told.verdict().status());
    }

    private static String document(Object value) {
        return YAML.asYaml(value).replaceFirst("^---\\R", "");
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

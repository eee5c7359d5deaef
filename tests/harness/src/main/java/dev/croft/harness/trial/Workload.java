package dev.croft.harness.trial;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.croft.harness.state.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What users do to a namespace, step by step; changes when users do something in a new way.
 *
 * @param name the file's name without its ending
 * @param steps each is taken once the one before it has settled
 */
public record Workload(String name, List<Step> steps) {

    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
            .build();

    /**
     * One thing that users do.
     *
     * @param apply objects without a namespace; {@code ${canary}} in a Secret stands for that Secret's own random text
     * @param delete objects that the step removes
     * @param changes objects that the step changes although no custom resource is edited; the step has not ended before
     */
    public record Step(String name, List<ObjectNode> apply, List<Named> delete, List<Named> changes) {
        @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
        public Step {
            apply = apply == null ? List.of() : List.copyOf(apply);
            delete = delete == null ? List.of() : List.copyOf(delete);
            changes = changes == null ? List.of() : List.copyOf(changes);
        }

        /** Whether the operator has anything to write for it. */
        public boolean givesWork() {
            return !delete.isEmpty() || !changes.isEmpty() || editsCustomResources();
        }

        /** Whether users make, edit or delete a custom resource in it. */
        public boolean editsCustomResources() {
            return delete.stream()
                            .anyMatch(named -> Kind.named(named.kind())
                                    .filter(Kind.CUSTOM::contains)
                                    .isPresent())
                    || apply.stream()
                            .anyMatch(
                                    object -> object.path("apiVersion").asText().startsWith("croft.dev/"));
        }

        /** The same, but nobody waits for what it changes; for users who do not see it. */
        public Step unawaited() {
            return new Step(name, apply, delete, List.of());
        }
    }

    /** An object of the namespace; kind Service means Croft's, core's is spoken of as CoreService. */
    public record Named(String kind, String name) {
        @Override
        public String toString() {
            return kind + "/" + name;
        }
    }

    private record File(List<Step> steps) {}

    /**
     * Reads a workload file.
     *
     * @throws Misuse in one sentence, if there is no such file or it cannot be understood
     */
    public static Workload read(Path file) {
        var name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
        try {
            var parsed = YAML.readValue(Files.readString(file), File.class);
            if (parsed == null || parsed.steps() == null || parsed.steps().isEmpty()) {
                throw new Misuse("Workload %s has no steps; write at least one under steps:.".formatted(file));
            }
            for (var step : parsed.steps()) {
                for (var object : step.apply()) {
                    if (!object.has("kind")
                            || object.at("/metadata/name").asText().isEmpty()) {
                        throw new Misuse("Step %s of workload %s applies an object without kind or name; give it both."
                                .formatted(step.name(), file));
                    }
                }
            }
            return new Workload(name, List.copyOf(parsed.steps()));
        } catch (JsonProcessingException unreadable) {
            throw new Misuse("Workload %s cannot be read: %s Correct that line."
                    .formatted(
                            file,
                            unreadable.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IOException absent) {
            throw new Misuse(
                    "There is no readable workload %s; name a file of tests/harness/workloads.".formatted(file));
        }
    }
}

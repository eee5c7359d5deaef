package dev.croft.harness.trial.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.schema.Bases;
import dev.croft.harness.schema.Changes;
import dev.croft.harness.schema.Coverage;
import dev.croft.harness.schema.Edit;
import dev.croft.harness.schema.Edit.Sort;
import dev.croft.harness.schema.Edit.Step;
import dev.croft.harness.schema.Edits;
import dev.croft.harness.schema.Properties;
import dev.croft.harness.schema.Property;
import dev.croft.harness.schema.Refusal;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Snapshot;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Neighbour;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Status;
import dev.croft.harness.trial.Whole;
import dev.croft.testing.ClusterScript;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * P-R3, P-R4: one property of one kind is set to values that are good, refused, wrong or hostile, and set back after
 * each of them.
 */
public final class Schema implements Perturbation {

    private static final int PROPERTIES_OF_A_TRIAL = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STANDING = Duration.ofSeconds(5);
    private static final Duration OBSERVED = Duration.ofSeconds(20);
    private static final int HOSTILE_EDITS = 4;
    private static final List<Property> PROPERTIES = properties();
    private static final Coverage COVERAGE = new Coverage(PROPERTIES);

    @Override
    public String name() {
        return "schema";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        List<Case> cases = new ArrayList<>();
        for (int k = 1; (k - 1) * PROPERTIES_OF_A_TRIAL < PROPERTIES.size(); k++) {
            cases.add(new Case(name(), Whole.NAME, k, Case.PLAIN, seed));
        }
        return cases;
    }

    // An edit that only a new object can have makes one.
    @Override
    public Comparison comparison(Case of, Reference reference) {
        return Comparison.DESTROYED;
    }

    @Override
    public boolean isComplete() {
        return COVERAGE.missing().isEmpty();
    }

    @Override
    public Optional<String> report() {
        return Optional.of(COVERAGE.table());
    }

    @Override
    public void play(Scene scene, Reference reference) {
        scene.lead(scene.open("one"));
        var neighbour = scene.neighbour();
        scene.user().walk(reference.workload(), LIMIT);
        int first = (scene.of().k() - 1) * PROPERTIES_OF_A_TRIAL;
        PROPERTIES
                .subList(first, Math.min(first + PROPERTIES_OF_A_TRIAL, PROPERTIES.size()))
                .forEach(property -> play(scene, neighbour, property));
    }

    private static void play(Scene scene, Neighbour neighbour, Property property) {
        var base = Bases.of(property.kind());
        var around = Bases.around(property, base);
        for (var edit : chosen(property, around, scene)) {
            replace(scene, around);
            scene.user().settle(LIMIT);
            make(scene, edit, around);
        }
        // While the last and worst still stands.
        neighbour.rolls();
        replace(scene, base);
        scene.user().settle(LIMIT);
    }

    // All that is good, refused or wrong, and some of what is hostile.
    private static List<Edit> chosen(Property property, ObjectNode around, Scene scene) {
        var all = new Edits(scene.of().seed()).of(property, around);
        List<Edit> hostile = new ArrayList<>(
                all.stream().filter(edit -> edit.sort() == Sort.HOSTILE).toList());
        Collections.shuffle(hostile, scene.random());
        List<Edit> chosen = new ArrayList<>(
                all.stream().filter(edit -> edit.sort() != Sort.HOSTILE).toList());
        chosen.addAll(hostile.subList(0, Math.min(HOSTILE_EDITS, hostile.size())));
        return chosen;
    }

    private static void make(Scene scene, Edit edit, ObjectNode around) {
        var key = key(around);
        var before = children(scene);
        var statusBefore = resource(scene.seen(key).orElseThrow());
        try {
            if (edit.step() == Step.CREATED_ANEW) {
                scene.user().delete(key);
                scene.await("O6", LIMIT, () -> scene.seen(key).isEmpty(), () -> key + " does not go");
            }
            replace(scene, edit.edited());
        } catch (KubernetesClientException refused) {
            refused(scene, edit, refused);
            return;
        }
        if (edit.sort() == Sort.REFUSED) {
            throw new Finding("P-R3", "%s was accepted".formatted(edit));
        }
        scene.await(
                "P-R4",
                OBSERVED,
                () -> isObserved(scene, key),
                () -> "%s is not observed after %d s: %s"
                        .formatted(
                                edit,
                                OBSERVED.toSeconds(),
                                scene.seen(key)
                                        .map(Status::of)
                                        .map(Status::toString)
                                        .orElse("gone")));
        if (edit.sort() == Sort.BAD) {
            servesOn(scene, edit);
        }
        if (edit.sort() == Sort.VALID) {
            scene.await(
                    "O1",
                    LIMIT,
                    () -> isSettled(scene, key),
                    () -> "%s is not settled after %d s: %s"
                            .formatted(
                                    edit,
                                    LIMIT.toSeconds(),
                                    scene.seen(key)
                                            .map(Status::of)
                                            .map(Status::toString)
                                            .orElse("gone")));
            var changed = new TreeSet<>(Changes.ofChildren(before, children(scene)));
            changed.addAll(
                    Changes.ofStatus(statusBefore, resource(scene.seen(key).orElseThrow())));
            COVERAGE.accepted(edit, changed);
        }
        if (edit.step() == Step.CREATED_ANEW) {
            scene.user().delete(key);
            scene.await("O6", LIMIT, () -> scene.seen(key).isEmpty(), () -> key + " does not go");
        }
    }

    // P-R3: as long as it stands, the pods from before serve; they are back to what they should be by the revert alone.
    private static void servesOn(Scene scene, Edit edit) {
        long before = readyPods(scene);
        Patience.pause(STANDING);
        long now = readyPods(scene);
        if (now < before) {
            throw new Finding("P-R3", "%s left %d of %d pods ready".formatted(edit, now, before));
        }
    }

    private static long readyPods(Scene scene) {
        return scene.present().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == Kind.POD)
                .filter(entry -> !entry.getValue().at("/metadata").has("deletionTimestamp"))
                .filter(entry -> entry.getValue()
                        .at("/status/conditions")
                        .valueStream()
                        .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                                && condition.path("status").asText().equals("True")))
                .count();
    }

    private static void refused(Scene scene, Edit edit, KubernetesClientException refused) {
        if (edit.sort() == Sort.VALID || edit.sort() == Sort.BAD) {
            throw new Finding("P-R3", "%s was refused: %s".formatted(edit, refused.getMessage()));
        }
        if (edit.step() == Step.CREATED_ANEW) {
            scene.user().settle(LIMIT);
        }
        var status = refused.getStatus();
        if (status == null || refused.getCode() / 100 != 4) {
            throw new Finding("P-R3", "%s is answered by %d".formatted(edit, refused.getCode()));
        }
        if (edit.sort() == Sort.REFUSED) {
            COVERAGE.refused(edit, Refusal.of(status));
        }
    }

    private static void replace(Scene scene, ObjectNode object) {
        scene.user().replace(object);
    }

    private static boolean isObserved(Scene scene, Key key) {
        return scene.seen(key)
                .filter(seen -> seen.at("/status/observedGeneration").asLong()
                        == seen.at("/metadata/generation").asLong())
                .isPresent();
    }

    private static boolean isSettled(Scene scene, Key key) {
        return scene.user().isCalm()
                && scene.seen(key).filter(seen -> Status.of(seen).isSettled()).isPresent();
    }

    private static Key key(ObjectNode object) {
        var kind = Kind.of(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .orElseThrow();
        return new Key(kind, object.at("/metadata/name").asText());
    }

    private static List<GenericKubernetesResource> children(Scene scene) {
        Patience.pause(Duration.ofMillis(100));
        return scene.present().values().stream()
                .filter(Snapshot::isOwned)
                .map(Schema::resource)
                .toList();
    }

    private static GenericKubernetesResource resource(ObjectNode tree) {
        return Serialization.unmarshal(tree.toString(), GenericKubernetesResource.class);
    }

    private static List<Property> properties() {
        var manifests = ClusterScript.root().resolve(Path.of("crds", "manifests"));
        try (var files = Files.list(manifests)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".croft.dev.yaml"))
                    .sorted()
                    .flatMap(file -> Properties.of(definition(file)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CustomResourceDefinition definition(Path file) {
        try (var yaml = Files.newInputStream(file)) {
            return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

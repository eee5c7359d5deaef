package dev.croft.harness.trial.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.schema.Bases;
import dev.croft.harness.schema.Coverage;
import dev.croft.harness.schema.Edit;
import dev.croft.harness.schema.Edit.Sort;
import dev.croft.harness.schema.Edits;
import dev.croft.harness.schema.Properties;
import dev.croft.harness.schema.Property;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Neighbour;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Whole;
import dev.croft.testing.ClusterScript;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
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
import java.util.Set;

/**
 * P-R3, P-R4: one property of one kind is set to values that are good, refused, wrong or hostile, and set back after
 * each of them.
 */
public final class Schema implements Perturbation {

    private static final int PROPERTIES_OF_A_TRIAL = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int HOSTILE_EDITS = 4;
    private static final String PROJECT = "Project";
    private static final Set<Sort> TROUBLE = Set.of(Sort.BAD, Sort.HOSTILE);
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
        var mistakes = new Misoperation(scene, COVERAGE);
        int first = (scene.of().k() - 1) * PROPERTIES_OF_A_TRIAL;
        PROPERTIES
                .subList(first, Math.min(first + PROPERTIES_OF_A_TRIAL, PROPERTIES.size()))
                .forEach(property -> play(scene, neighbour, property, mistakes));
    }

    private static void play(Scene scene, Neighbour neighbour, Property property, Misoperation mistakes) {
        var base = Bases.of(property.kind());
        var around = Bases.around(property, base);
        boolean isCallable =
                property.kind().equals(PROJECT) || !around.at("/spec/ports").isEmpty();
        if (!isCallable) {
            scene.user().replace(withoutEntrypoint());
        }
        Optional<Edit> worst = Optional.empty();
        boolean stands = false;
        for (var edit : chosen(property, around, scene)) {
            scene.user().replace(around);
            scene.user().settle(LIMIT);
            stands = mistakes.make(edit, around) && TROUBLE.contains(edit.sort());
            if (stands) {
                worst = Optional.of(edit);
            }
        }
        // While the last and worst stands that the API server accepts; where it accepts none, there is no trouble.
        if (worst.isPresent()) {
            if (!stands) {
                mistakes.makeAgain(worst.get());
            }
            neighbour.rolls();
        }
        scene.user().replace(base);
        scene.user().replace(Bases.of(PROJECT));
        scene.user().settle(LIMIT);
    }

    // No domain leads to a Service without a port.
    private static ObjectNode withoutEntrypoint() {
        var project = Bases.of(PROJECT);
        project.withObject("/spec").remove(List.of("domain", "entrypoint"));
        return project;
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

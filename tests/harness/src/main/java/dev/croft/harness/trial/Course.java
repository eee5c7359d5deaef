package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.replica.Build;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Recorder;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Runs one trial from an empty namespace to its verdict; changes with what every trial has in common. */
final class Course {

    private static final Duration SIGHTED = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Bench bench;

    Course(Bench bench) {
        this.bench = bench;
    }

    /** Plays a case; whatever goes wrong becomes a verdict. */
    Verdict run(Perturbation perturbation, Case of, Build build) {
        long began = System.nanoTime();
        try (var borrowed = bench.borrow(perturbation.use(of))) {
            began = System.nanoTime();
            var reference = bench.references().of(of.workload());
            try (var scene = bench.scene(borrowed.site(), perturbation.use(of), of, build)) {
                play(perturbation, scene, reference, borrowed);
                bench.note(scene);
                var passed = new Verdict.Pass(of, since(began));
                if (scene.vacate()) {
                    borrowed.keep();
                }
                return passed;
            }
        } catch (Finding finding) {
            return new Verdict.Fail(of, since(began), finding.path());
        } catch (RuntimeException bench) {
            return new Verdict.Inconclusive(of, since(began), bench.toString());
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void play(Perturbation perturbation, Scene scene, Reference reference, Bench.Borrowed place) {
        var foreign = plant(scene);
        try {
            perturbation.play(scene, reference);
            // A watch that is opened anew may bring news, also a moment later.
            for (int look = 0; look < 2; look++) {
                scene.await(
                        "P-R6",
                        SIGHTED,
                        scene::seesAgain,
                        () -> "no replica watches everything %d s after the trouble".formatted(SIGHTED.toSeconds()));
                Patience.pause(MOMENT);
            }
            scene.user().settle(SIGHTED);
            var oracles = new Oracles(scene);
            oracles.quiet(bench.quiet(), place::rest);
            var moment = perturbation.othersChangeObjects() ? MOMENT : Duration.ZERO;
            var comparison = perturbation.comparison(scene.of(), reference);
            oracles.sameAs(
                    switch (comparison) {
                        case EXACT -> reference;
                        case UNDIGESTED -> reference.withoutPastDigests();
                        case LIVED_ON, BORN_AGAIN, DESTROYED, REWOUND -> reference.withoutBiography();
                    });
            switch (comparison) {
                case EXACT, UNDIGESTED, LIVED_ON -> {
                    oracles.noExtraDestruction(reference, 0);
                    Honesty.check(scene.history(), moment);
                }
                case BORN_AGAIN -> {
                    oracles.noExtraDestruction(reference, 1);
                    Honesty.check(scene.history(), moment);
                }
                case DESTROYED -> Honesty.check(scene.history(), moment);
                case REWOUND -> {
                    // Neither counts nor versions have a meaning across a store that was put back.
                }
            }
            oracles.isolated(foreign);
            if (!perturbation.takesRights(scene.of())) {
                oracles.permitted();
            }
            oracles.secretsKept();
            oracles.admitted();
            oracles.alive();
            if (scene.isOfGoodBuild()) {
                oracles.slim(reference);
            }
            oracles.cleanEnd(foreign);
        } catch (Finding finding) {
            describe(scene, finding);
            throw finding;
        }
    }

    // Somebody else's things, which no trial may touch.
    private static Map<Key, ObjectNode> plant(Scene scene) {
        Map<Key, ObjectNode> planted = new TreeMap<>();
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("somebody-elses")
                .withNamespace(scene.namespace())
                .endMetadata()
                .addToData("owner", "somebody else")
                .build();
        var made = scene.admin().resource(map).create();
        planted.put(
                new Key(dev.croft.harness.state.Kind.CONFIG_MAP, "somebody-elses"),
                Recorder.tree(Serialization.unmarshal(Serialization.asJson(made), GenericKubernetesResource.class)));
        return planted;
    }

    // For whoever must find out why; a passed trial needs no such thing.
    private static void describe(Scene scene, Finding finding) {
        var text = new StringBuilder(finding.getMessage()).append('\n');
        scene.history()
                .forEach(sighting -> text.append("%.3f %s %s %s%n"
                        .formatted(sighting.nanos() / 1e9, sighting.change(), sighting.key(), sighting.object())));
        try {
            Files.writeString(scene.folder().resolve("history.txt"), text);
        } catch (IOException unwritten) {
            finding.addSuppressed(unwritten);
        }
    }
}

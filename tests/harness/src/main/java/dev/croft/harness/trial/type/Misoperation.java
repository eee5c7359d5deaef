package dev.croft.harness.trial.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.schema.Changes;
import dev.croft.harness.schema.Coverage;
import dev.croft.harness.schema.Edit;
import dev.croft.harness.schema.Edit.Sort;
import dev.croft.harness.schema.Edit.Step;
import dev.croft.harness.schema.Refusal;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Snapshot;
import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Status;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Makes the edits of one trial and judges what comes of each while it stands; changes with what that must be. */
final class Misoperation {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STANDING = Duration.ofSeconds(5);
    private static final Duration OBSERVED = Duration.ofSeconds(20);
    // From when it is first seen, which takes a moment.
    private static final Duration STUCK = Duration.ofMinutes(5).plusSeconds(10);
    private static final int TOO_MANY = 429;

    private final Scene scene;
    private final Coverage coverage;
    private boolean waitedOut;

    Misoperation(Scene scene, Coverage coverage) {
        this.scene = scene;
        this.coverage = coverage;
    }

    /**
     * Makes one edit of an object that is settled.
     *
     * @return whether the API server accepted it; then it stands, unless only a new object can have it
     */
    boolean make(Edit edit, ObjectNode around) {
        var key = key(around);
        var before = children();
        var statusBefore = resource(scene.seen(key).orElseThrow());
        long served = readyPods();
        long generation;
        try {
            if (edit.step() == Step.CREATED_ANEW) {
                remove(key);
            }
            generation = scene.user().replace(edit.edited());
        } catch (KubernetesClientException refused) {
            refused(edit, refused);
            return false;
        }
        long made = System.nanoTime();
        if (edit.sort() == Sort.REFUSED) {
            throw new Finding("P-R3", "%s was accepted".formatted(edit));
        }
        observed(edit, key, generation);
        switch (edit.sort()) {
            case VALID -> {
                scene.await(
                        "O1",
                        LIMIT,
                        () -> isSettled(key),
                        () -> "%s is not settled after %d s: %s".formatted(edit, LIMIT.toSeconds(), told(key)));
                var changed = new TreeSet<>(Changes.ofChildren(before, children()));
                changed.addAll(
                        Changes.ofStatus(statusBefore, resource(scene.seen(key).orElseThrow())));
                coverage.accepted(edit, changed);
            }
            case BAD -> {
                servesOn(edit, served);
                complained(edit, made);
            }
            case UNSEEN -> servesOn(edit, served);
            default -> {
                // Nobody knows what should come of it.
            }
        }
        if (edit.step() == Step.CREATED_ANEW) {
            remove(key);
        }
        return true;
    }

    /** Makes an edit that was accepted before, of the same object; returns as soon as the operator has to do with it. */
    void makeAgain(Edit edit) {
        long generation;
        try {
            generation = scene.user().replace(edit.edited());
        } catch (KubernetesClientException refused) {
            throw new IllegalStateException(edit + " was accepted before", refused);
        }
        observed(edit, key(edit.edited()), generation);
    }

    private void remove(Key key) {
        scene.user().delete(key);
        scene.await("O6", LIMIT, () -> scene.seen(key).isEmpty(), () -> key + " does not go");
    }

    // What the watch still shows of the time before is settled as well.
    private void observed(Edit edit, Key key, long generation) {
        scene.await(
                "P-R4",
                OBSERVED,
                () -> scene.seen(key)
                        .filter(seen -> isObserved(seen, generation))
                        .isPresent(),
                () -> "%s is not observed after %d s: %s".formatted(edit, OBSERVED.toSeconds(), told(key)));
    }

    private static boolean isObserved(JsonNode object, long generation) {
        return object.at("/metadata/generation").asLong() == generation && isObserved(object);
    }

    private static boolean isObserved(JsonNode object) {
        return object.at("/status/observedGeneration").asLong()
                == object.at("/metadata/generation").asLong();
    }

    private boolean isSettled(Key key) {
        return scene.user().isCalm()
                && scene.seen(key).filter(seen -> Status.of(seen).isSettled()).isPresent();
    }

    private String told(Key key) {
        return scene.seen(key).map(Status::of).map(Status::toString).orElse("gone");
    }

    // P-R3: as long as it stands, the pods from before serve, or as many others; no pod goes before another is there.
    private void servesOn(Edit edit, long before) {
        if (before == 0) {
            throw new IllegalStateException("no pod was ready before " + edit);
        }
        if (Patience.reached(STANDING, () -> readyPods() < before)) {
            throw new Finding("P-R3", "%s left fewer than %d pods ready".formatted(edit, before));
        }
    }

    private long readyPods() {
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

    // P-R3, P-R14: whoever suffers from it says so at once, and is Stalled within 5 minutes. To wait for that takes
    // most
    // of a trial, so only the first mistake of each is waited out that may still mend itself, such as a Secret to come.
    private void complained(Edit edit, long made) {
        scene.await(
                "P-R14",
                LIMIT,
                () -> scene.user().isCalm() && isSaid(Misoperation::complains),
                () -> "nobody says what is wrong with " + edit);
        if (waitedOut || isSaid(Misoperation::isStalled)) {
            return;
        }
        waitedOut = true;
        scene.await(
                "P-R3",
                STUCK.minusNanos(System.nanoTime() - made),
                () -> isSaid(Misoperation::isStalled),
                () -> "nobody is Stalled by %s after %d s".formatted(edit, STUCK.toSeconds()));
    }

    private boolean isSaid(Predicate<JsonNode> so) {
        return scene.present().entrySet().stream()
                .anyMatch(entry -> Kind.CUSTOM.contains(entry.getKey().kind()) && so.test(entry.getValue()));
    }

    /** Whether a custom resource says of its present generation that it is not Ready, and why. */
    static boolean complains(JsonNode object) {
        return isObserved(object) && !Status.of(object).isReady() && explains(object, "Ready");
    }

    /** Whether a custom resource says that somebody must act, and how. */
    static boolean isStalled(JsonNode object) {
        return Status.of(object).isStalled() && explains(object, "Stalled");
    }

    private static boolean explains(JsonNode object, String type) {
        return Status.of(object)
                .condition(type)
                .filter(condition -> !condition.path("reason").asText().isBlank()
                        && !condition.path("message").asText().isBlank())
                .isPresent();
    }

    private void refused(Edit edit, KubernetesClientException refused) {
        if (refused.getCode() == 0 || refused.getCode() == TOO_MANY) {
            // No answer to the edit.
            throw refused;
        }
        switch (edit.sort()) {
            case VALID, BAD, UNSEEN ->
                throw new Finding("P-R3", "%s was refused: %s".formatted(edit, refused.getMessage()));
            case REFUSED, HOSTILE -> {
                // As it should be, or may be.
            }
        }
        if (edit.step() == Step.CREATED_ANEW) {
            scene.user().settle(LIMIT);
        }
        var status = refused.getStatus();
        if (status == null || refused.getCode() / 100 != 4) {
            throw new Finding("P-R3", "%s is answered by %d".formatted(edit, refused.getCode()));
        }
        if (edit.sort() == Sort.REFUSED) {
            coverage.refused(edit, Refusal.of(status));
        }
    }

    private static Key key(ObjectNode object) {
        var kind = Kind.of(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .orElseThrow();
        return new Key(kind, object.at("/metadata/name").asText());
    }

    private List<GenericKubernetesResource> children() {
        Patience.pause(Duration.ofMillis(100));
        return scene.present().entrySet().stream()
                .filter(entry -> Snapshot.isOwned(entry.getValue())
                        || (Kind.KEPT.contains(entry.getKey().kind()) && Snapshot.isManaged(entry.getValue())))
                .map(entry -> resource(entry.getValue()))
                .toList();
    }

    private static GenericKubernetesResource resource(ObjectNode tree) {
        return Serialization.unmarshal(tree.toString(), GenericKubernetesResource.class);
    }
}

package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.testing.ClusterScript;
import java.nio.file.Path;
import java.time.Duration;

/** O8: a Service in another namespace of the same operator, which goes on while its neighbour is in trouble. */
public final class Neighbour {

    private static final Path FILE = Path.of("tests", "harness", "control.yaml");
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration ROLLED = Duration.ofSeconds(10);

    private final Scene scene;
    private final ObjectNode service;
    private int image = 1;

    private Neighbour(Scene scene, ObjectNode service) {
        this.scene = scene;
        this.service = service;
    }

    static Neighbour movesIn(Scene scene) {
        var objects = Workload.read(ClusterScript.root().resolve(FILE))
                .steps()
                .getFirst()
                .apply();
        objects.forEach(object -> scene.user().apply(scene.elsewhere(), object));
        var neighbour = new Neighbour(scene, objects.getLast());
        scene.await(
                "O1",
                READY,
                neighbour::isReady,
                () -> "the neighbour is not Ready after %d s".formatted(READY.toSeconds()));
        return neighbour;
    }

    /** Gets a new image, which must be rolled out within 10 s. */
    public void rolls() {
        image++;
        var released = service.deepCopy();
        var name = "example.com/calm:" + image;
        released.withObject("/spec").put("image", name);
        scene.user().apply(scene.elsewhere(), released);
        scene.await(
                "O8",
                ROLLED,
                () -> runs(name),
                () -> "the neighbour's Deployment has not got its new image within %d s".formatted(ROLLED.toSeconds()));
    }

    private boolean isReady() {
        return scene.site()
                .recorder()
                .present(scene.elsewhere(), new Key(Kind.SERVICE, name()))
                .filter(seen -> Status.of(seen).isReady())
                .isPresent();
    }

    private boolean runs(String image) {
        return scene.site()
                .recorder()
                .present(scene.elsewhere(), new Key(Kind.DEPLOYMENT, name()))
                .filter(deployment -> deployment
                        .at("/spec/template/spec/containers/0/image")
                        .asText()
                        .equals(image))
                .isPresent();
    }

    private String name() {
        return service.at("/metadata/name").asText();
    }
}

package dev.croft.bench.budget;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.bench.budget.Counter.End;
import dev.croft.bench.count.Allowance;
import dev.croft.bench.count.Charge;
import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Services of every shape but the usual one live in a namespace of their own; changes when there is one shape more. */
final class Shapes {

    private static final String NAMESPACE = "budget-shapes";
    private static final int OF_EACH = 4;
    private static final Duration SYNC = Duration.ofSeconds(60);

    private enum Shape {
        // Claim, policy, core Service, StatefulSet.
        STATEFUL(4, """
                image: example.com/db:1
                ports: [{name: sql, port: 5432}]
                volumes: [{name: data, mountPath: /data, size: 1Gi}]
                """),
        // Policy, CronJob.
        SCHEDULED(2, """
                image: example.com/report:1
                schedule: 0 4 29 2 *
                """),
        // Core Service, EndpointSlice, Ingress.
        EXTERNAL(3, """
                external: {host: 192.0.2.10, port: 631}
                routes: [{hosts: [%s.example.com]}]
                """),
        // Policy, core Service, budget, autoscaler, Deployment.
        AUTOSCALED(5, """
                image: example.com/busy:1
                ports: [{name: http, port: 8080}]
                resources: {requests: {cpu: 10m}}
                autoscaling: {min: 1, max: 3}
                """);

        private final int objects;
        private final String spec;

        Shape(int objects, String spec) {
            this.objects = objects;
            this.spec = spec;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<Place> places() {
            return IntStream.range(0, OF_EACH)
                    .mapToObj(i -> Place.of(NAMESPACE, Kind.SERVICE, word() + "-" + i))
                    .toList();
        }
    }

    private Shapes() {}

    static void play(Play play) {
        play.stage().makeNamespace(NAMESPACE);
        play.counter()
                .count(
                        "A Project for other shapes",
                        Allowance.nothing().exactly(Charge.CREATE, 1).atMost(Charge.PROJECT_STATUS, 2),
                        End.READY_AND_QUIET,
                        () -> play.developer().create(NAMESPACE, Manifests.plainProject()));
        for (var shape : Shape.values()) {
            born(play, shape);
        }
        // The one pod ends before the next begins, so its number is told to fall and to rise again.
        change(
                play,
                Shape.STATEFUL,
                "a new image, k = 1 of 4",
                Play.applies(OF_EACH, OF_EACH).atMost(Charge.SERVICE_STATUS, 3 * OF_EACH),
                spec -> spec.put("image", "example.com/db:2"));
        change(
                play,
                Shape.STATEFUL,
                "a larger volume, k = 1 of 4",
                spec -> spec.set(
                        "volumes", Manifests.fragment("[{name: data, mountPath: /data, size: 2Gi}]", ArrayNode.class)));
        change(play, Shape.SCHEDULED, "another time, k = 1 of 2", spec -> spec.put("schedule", "0 5 29 2 *"));
        change(
                play,
                Shape.EXTERNAL,
                "another address, k = 1 of 3",
                spec -> spec.withObject("/external").put("host", "192.0.2.11"));
        awaitTheAutoscalers(play);
        change(
                play,
                Shape.AUTOSCALED,
                "more pods at most, k = 1 of 5",
                spec -> spec.withObject("/autoscaling").put("max", 4));
        died(play);
    }

    // Their controller tells once that it has no measurements, and a write at that very moment would be a conflict.
    private static void awaitTheAutoscalers(Play play) {
        if (!Patience.reached(
                SYNC,
                () -> play.stage().recorder().present(NAMESPACE).entrySet().stream()
                        .filter(entry -> entry.getKey().kind() == Kind.AUTOSCALER)
                        .allMatch(entry ->
                                entry.getValue().at("/status/conditions").size() > 1))) {
            throw new IllegalStateException("The controller of autoscalers has not looked at those of " + NAMESPACE);
        }
    }

    private static void born(Play play, Shape shape) {
        play.counter()
                .count(
                        "%d %s Services created, c = %d".formatted(OF_EACH, shape.word(), shape.objects),
                        Allowance.nothing()
                                .exactly(Charge.CREATE, OF_EACH * shape.objects)
                                .atMost(Charge.SERVICE_STATUS, 2 * OF_EACH)
                                .projectsPaced(),
                        End.READY_AND_QUIET,
                        () -> shape.places()
                                .forEach(place -> play.developer()
                                        .create(
                                                NAMESPACE,
                                                Manifests.service(
                                                        place.key().name(),
                                                        shape.spec.formatted(
                                                                place.key().name())))));
    }

    private static void change(Play play, Shape shape, String what, Consumer<ObjectNode> change) {
        change(play, shape, what, Play.applies(OF_EACH, OF_EACH), change);
    }

    private static void change(Play play, Shape shape, String what, Allowance allowance, Consumer<ObjectNode> change) {
        play.counter()
                .count(
                        "%d %s Services: %s".formatted(OF_EACH, shape.word(), what),
                        allowance,
                        End.READY_AND_QUIET,
                        () -> shape.places()
                                .forEach(place -> play.developer()
                                        .edit(place, manifest -> change.accept(manifest.withObject("/spec")))));
    }

    // An Event names each claim that stays.
    private static void died(Play play) {
        play.counter()
                .count(
                        "Deletion of %d Services, of which %d leave a volume"
                                .formatted(Shape.values().length * OF_EACH, OF_EACH),
                        Allowance.nothing().exactly(Charge.EVENT, OF_EACH).projectsPaced(),
                        End.QUIET,
                        () -> List.of(Shape.values())
                                .forEach(shape -> shape.places().forEach(play.developer()::delete)));
        play.counter()
                .count(
                        "Deletion of their Project",
                        Allowance.nothing().atMost(Charge.EVENT, 1),
                        End.QUIET,
                        () -> play.developer().delete(Place.of(NAMESPACE, Kind.PROJECT, Manifests.PROJECT)));
    }
}

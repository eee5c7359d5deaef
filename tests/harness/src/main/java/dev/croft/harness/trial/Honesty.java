package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Sighting;
import dev.croft.harness.state.Sighting.Change;
import dev.croft.harness.state.Snapshot;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * O12: a status speaks of generations that exist, and is True only when it is so. Judged from what the harness's own
 * watches saw, in the order of the store's versions and so without a clock.
 */
final class Honesty {

    private Honesty() {}

    /**
     * Checks every status of a trial.
     *
     * @param moment how old the news may be that a status is about, where others than the operator change its objects
     */
    static void check(List<Sighting> history, Duration moment) {
        for (var sighting : history) {
            if (Kind.CUSTOM.contains(sighting.key().kind()) && sighting.change() != Change.GONE) {
                generations(sighting);
            }
            if (sighting.key().kind() == Kind.SERVICE
                    && sighting.change() == Change.EDITED
                    && Status.of(sighting.object()).isReady()) {
                served(sighting, history, moment);
            }
        }
    }

    private static void generations(Sighting sighting) {
        long generation = Status.of(sighting.object()).generation();
        if (sighting.object().at("/status/observedGeneration").asLong() > generation) {
            throw new Finding("O12", sighting.key() + " /status/observedGeneration is ahead of its generation");
        }
        for (var condition : sighting.object().at("/status/conditions")) {
            if (condition.path("observedGeneration").asLong() > generation) {
                throw new Finding(
                        "O12",
                        "%s condition %s is ahead of its generation"
                                .formatted(
                                        sighting.key(), condition.path("type").asText()));
            }
        }
    }

    // What there was at that moment of each kind must be what the spec that is called Ready leads to.
    private static void served(Sighting ready, List<Sighting> history, Duration moment) {
        var workload = workload(ready.object().path("spec"));
        var kinds = Stream.concat(workload.stream(), Stream.of(Kind.CORE_SERVICE, Kind.INGRESS))
                .toList();
        for (var kind : kinds) {
            var earlier = earlier(ready, history, kind);
            if (workload.filter(kind::equals).isPresent() && isSwitchedOff(earlier)) {
                // With its Project: then there is no way to it either.
                return;
            }
            var newest = lie(ready, kind, earlier.stream().findFirst());
            // Without anybody else the newest alone counts, by the store's versions and no clock.
            boolean excused = moment.isPositive()
                    && recent(earlier, ready.nanos() - moment.toNanos())
                            .anyMatch(
                                    then -> lie(ready, kind, Optional.of(then)).isEmpty());
            newest.filter(lie -> !excused).ifPresent(lie -> {
                throw new Finding("O12", "%s %s".formatted(ready.key(), lie));
            });
        }
    }

    // What runs at times or elsewhere is Ready whether a pod runs or not.
    private static Optional<Kind> workload(JsonNode spec) {
        if (spec.has("external") || spec.has("schedule")) {
            return Optional.empty();
        }
        boolean lasts = spec.path("volumes")
                .valueStream()
                .anyMatch(volume -> !volume.path("ephemeral").asBoolean());
        return Optional.of(lasts ? Kind.STATEFUL_SET : Kind.DEPLOYMENT);
    }

    private static List<Sighting> earlier(Sighting ready, List<Sighting> history, Kind kind) {
        var key = new Key(kind, ready.key().name());
        return history.stream()
                .filter(sighting -> sighting.key().equals(key)
                        && sighting.version() < ready.version()
                        && (sighting.change() == Change.GONE || Snapshot.isOwned(sighting.object())))
                .sorted(Comparator.comparingLong(Sighting::version).reversed())
                .toList();
    }

    private static boolean isSwitchedOff(List<Sighting> newestFirst) {
        return !newestFirst.isEmpty()
                && newestFirst.getFirst().change() != Change.GONE
                && newestFirst.getFirst().object().at("/spec/replicas").asInt() == 0;
    }

    // Those that were the newest at some time since then.
    private static Stream<Sighting> recent(List<Sighting> newestFirst, long since) {
        long newer = newestFirst.stream()
                .takeWhile(sighting -> sighting.nanos() - since > 0)
                .count();
        return newestFirst.stream().limit(newer + 1);
    }

    private static Optional<String> lie(Sighting ready, Kind kind, Optional<Sighting> newest) {
        var spec = ready.object().path("spec");
        var there = newest.filter(then -> then.change() != Change.GONE).map(Sighting::object);
        boolean wanted = switch (kind) {
            case CORE_SERVICE -> spec.has("external") || !spec.path("ports").isEmpty();
            case INGRESS -> !spec.path("routes").isEmpty();
            default -> true;
        };
        if (there.isEmpty()) {
            return wanted ? Optional.of("is Ready without " + kind.word()) : Optional.empty();
        }
        if (!wanted) {
            // A Project can have routes for it.
            return kind == Kind.INGRESS
                    ? Optional.empty()
                    : Optional.of("is Ready while there still is " + kind.word());
        }
        return kind == Kind.DEPLOYMENT || kind == Kind.STATEFUL_SET
                ? lie(spec, kind.word(), there.get())
                : Optional.empty();
    }

    private static Optional<String> lie(JsonNode spec, String kind, JsonNode workload) {
        var container = workload.at("/spec/template/spec/containers/0");
        var image = container.path("image").asText();
        // A release of before may run instead.
        if (!spec.has("deploy") && !image.equals(spec.path("image").asText())) {
            return Optional.of("is Ready while its %s runs %s".formatted(kind, image));
        }
        int replicas = workload.at("/spec/replicas").asInt();
        if (!spec.has("autoscaling") && replicas != spec.path("replicas").asInt(1)) {
            return Optional.of("is Ready while its %s wants %d pods".formatted(kind, replicas));
        }
        for (var list : List.of("args", "command", "ports")) {
            if (container.path(list).size() != spec.path(list).size()) {
                return Optional.of("is Ready while its %s has %s %s".formatted(kind, list, container.path(list)));
            }
        }
        if (!isComplete(workload)) {
            return Optional.of("is Ready while its %s says %s".formatted(kind, workload.path("status")));
        }
        return Optional.empty();
    }

    private static boolean isComplete(JsonNode workload) {
        int wanted = workload.at("/spec/replicas").asInt();
        var status = workload.path("status");
        return status.path("observedGeneration").asLong()
                        >= workload.at("/metadata/generation").asLong()
                && status.path("readyReplicas").asInt() >= wanted
                && status.path("updatedReplicas").asInt() >= wanted;
    }
}

package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Sighting;
import dev.croft.harness.state.Sighting.Change;
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

    // The newest Deployment of that moment must run the image that the status calls Ready.
    private static void served(Sighting ready, List<Sighting> history, Duration moment) {
        var key = new Key(Kind.DEPLOYMENT, ready.key().name());
        var earlier = history.stream()
                .filter(sighting -> sighting.key().equals(key) && sighting.version() < ready.version())
                .sorted(Comparator.comparingLong(Sighting::version).reversed())
                .toList();
        var newest = earlier.isEmpty() ? Optional.of("is Ready without a Deployment") : lie(ready, earlier.getFirst());
        // Without anybody else the newest alone counts, by the store's versions and no clock.
        boolean excused = moment.isPositive()
                && recent(earlier, ready.nanos() - moment.toNanos())
                        .anyMatch(then -> lie(ready, then).isEmpty());
        newest.filter(lie -> !excused).ifPresent(lie -> {
            throw new Finding("O12", "%s %s".formatted(ready.key(), lie));
        });
    }

    // Those that were the newest at some time since then.
    private static Stream<Sighting> recent(List<Sighting> newestFirst, long since) {
        long newer = newestFirst.stream()
                .takeWhile(sighting -> sighting.nanos() - since > 0)
                .count();
        return newestFirst.stream().limit(newer + 1);
    }

    private static Optional<String> lie(Sighting ready, Sighting then) {
        if (then.change() == Change.GONE) {
            return Optional.of("is Ready without a Deployment");
        }
        var deployment = then.object();
        var image = deployment.at("/spec/template/spec/containers/0/image").asText();
        if (!image.equals(ready.object().at("/spec/image").asText())) {
            return Optional.of("is Ready while its Deployment runs " + image);
        }
        if (!isComplete(deployment)) {
            return Optional.of("is Ready while its Deployment says " + deployment.path("status"));
        }
        return Optional.empty();
    }

    private static boolean isComplete(JsonNode deployment) {
        int wanted = deployment.at("/spec/replicas").asInt();
        var status = deployment.path("status");
        return status.path("observedGeneration").asLong()
                        >= deployment.at("/metadata/generation").asLong()
                && status.path("readyReplicas").asInt() >= wanted
                && status.path("updatedReplicas").asInt() >= wanted;
    }
}

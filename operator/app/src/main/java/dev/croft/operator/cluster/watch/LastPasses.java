package dev.croft.operator.cluster.watch;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.operator.outcome.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers by which state of its Project the last finished pass over each Service went, and what it came to. A Service
 * keeps its generation when its Project changes, so its status alone cannot tell.
 */
public final class LastPasses {

    // A pass over caches takes milliseconds, one with a write some tens of them.
    private static final Duration GRACE = Duration.ofMillis(500);

    private record Awaited(long generation, long since) {}

    private record Mark(String project, long generation, Optional<String> ready) {}

    private final LongSupplier nanoTime;
    private final Map<String, Mark> marks = new ConcurrentHashMap<>();
    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
    private final Set<String> applied = ConcurrentHashMap.newKeySet();

    /** @param nanoTime a monotonic clock */
    LastPasses(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Notes that this replica has brought about a plan of a resource. */
    public void applied(HasMetadata resource) {
        applied.add(resource.getMetadata().getUid());
    }

    /** Whether it ever has. */
    public boolean hasApplied(HasMetadata resource) {
        return applied.contains(resource.getMetadata().getUid());
    }

    /** Notes a finished pass, and returns whether that is news to the Project. */
    public boolean note(CroftService service, Project project, ServiceStatus told) {
        var mark =
                new Mark(project.getMetadata().getUid(), project.getMetadata().getGeneration(), ready(told));
        return !mark.equals(marks.put(service.getMetadata().getUid(), mark));
    }

    /**
     * How much longer Services are given to take up a change of their Project, before somebody is told that they have
     * not; empty once that time is over. Told at once, each change would cost the Project one status more.
     */
    public Optional<Duration> grace(Project project) {
        long now = nanoTime.getAsLong();
        long generation = project.getMetadata().getGeneration();
        var first = awaited.compute(
                project.getMetadata().getUid(),
                (uid, known) ->
                        known != null && known.generation() == generation ? known : new Awaited(generation, now));
        return Optional.of(GRACE.minusNanos(now - first.since())).filter(Duration::isPositive);
    }

    public void forget(Project project) {
        awaited.remove(project.getMetadata().getUid());
        applied.remove(project.getMetadata().getUid());
    }

    public void forget(CroftService service) {
        marks.remove(service.getMetadata().getUid());
        applied.remove(service.getMetadata().getUid());
    }

    /** Whether the status of a Service tells what its last pass came to, and that pass went by this very Project. */
    public boolean isToldBy(CroftService service, Project project) {
        var mark = marks.get(service.getMetadata().getUid());
        return mark != null
                && mark.project().equals(project.getMetadata().getUid())
                && mark.generation() == project.getMetadata().getGeneration()
                && mark.ready().equals(ready(service.getStatus()));
    }

    /** Whether the last pass over a Service went by another state of its Project than this one; false before the first. */
    public boolean isOutdated(CroftService service, Project project) {
        var mark = marks.get(service.getMetadata().getUid());
        return mark != null
                && !(mark.project().equals(project.getMetadata().getUid())
                        && mark.generation() == project.getMetadata().getGeneration());
    }

    private static Optional<String> ready(@Nullable ServiceStatus status) {
        return Stream.ofNullable(status)
                .flatMap(known -> known.conditions().stream())
                .filter(condition -> condition.type().equals(Conditions.READY))
                .map(Condition::status)
                .findFirst();
    }
}

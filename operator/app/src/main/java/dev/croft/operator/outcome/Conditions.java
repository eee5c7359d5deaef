package dev.croft.operator.outcome;

import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the conditions of one pass: the kind's own in their declared order, then {@code Ready}, {@code Reconciling}
 * and {@code Stalled} as kstatus defines them. {@code Ready} is derived, and so can never disagree with the rest.
 *
 * @see <a href="https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md">kstatus</a>
 */
public final class Conditions {

    public static final String READY = "Ready";
    public static final String RECONCILING = "Reconciling";
    public static final String STALLED = "Stalled";

    private static final Duration WITHOUT_END = Duration.ofDays(36_500);

    private final List<Condition> before;
    private final long generation;
    private final Instant now;
    private final List<Condition> own = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Duration> looks = new ArrayList<>();
    private String waiting = "False";

    /**
     * @param status the status as it stands, from which unchanged conditions keep their transition times
     * @param generation the generation of the spec that this pass has looked at
     */
    public Conditions(@Nullable ConditionedStatus<?> status, long generation, Instant now) {
        this.before = status == null ? List.of() : status.conditions();
        this.generation = generation;
        this.now = now;
    }

    /** What a pass ends with. */
    public record Settled(List<Condition> conditions, Optional<Duration> nextLook) {}

    public void isTrue(String type, Reason reason, String message) {
        own.add(condition(type, "True", reason.name(), message));
    }

    public void isFalse(String type, Reason reason, String message) {
        own.add(condition(type, "False", reason.name(), message));
    }

    /** For a condition that cannot be true while a hold or a problem stands: it repeats the first of them. */
    public void sameAsReady(String type) {
        problems.stream()
                .findFirst()
                .ifPresentOrElse(
                        problem -> isFalse(type, problem.reason(), problem.message()),
                        () -> holds.stream()
                                .findFirst()
                                .ifPresent(hold -> isFalse(type, hold.reason(), hold.message())));
    }

    /** A child is stuck: so is this, until the child is not. */
    public void stalledBy(Reason reason, String message) {
        problems.add(Problem.of(reason, message));
    }

    /** A child is on its way, and has the deadline. */
    public void reconcilingBy(Reason reason, String message) {
        holds.add(new Hold(reason, message, WITHOUT_END));
    }

    /** Whether it is so cannot be found out or brought about at the moment; somebody tries on. */
    public void unknownBy(Reason reason, String message) {
        reconcilingBy(reason, message);
        waiting = "Unknown";
    }

    public void holds(Collection<Hold> more) {
        holds.addAll(more);
    }

    public void problems(Collection<Problem> more) {
        problems.addAll(more);
    }

    /** Time alone will change what is so: it is worth another look then. */
    public void lookAgain(Duration then) {
        looks.add(then);
    }

    /** Derives the last three, and when time alone would change them. */
    public Settled settle() {
        List<Problem> stuck = new ArrayList<>(problems);
        holds.stream()
                .filter(this::isOverdue)
                .map(hold -> Problem.of(hold.reason(), hold.message()))
                .forEach(stuck::add);
        List<Condition> all = new ArrayList<>(own);
        all.add(ready(stuck));
        if (!stuck.isEmpty()) {
            var first = stuck.getFirst();
            all.add(condition(STALLED, "True", first.reason().name(), first.message()));
        } else if (!holds.isEmpty()) {
            var first = holds.getFirst();
            all.add(condition(RECONCILING, "True", first.reason().name(), first.message()));
        }
        return new Settled(List.copyOf(all), nextLook(stuck));
    }

    private Condition ready(List<Problem> stuck) {
        if (!stuck.isEmpty()) {
            return condition(
                    READY,
                    "False",
                    stuck.getFirst().reason().name(),
                    stuck.getFirst().message());
        }
        if (!holds.isEmpty()) {
            return condition(
                    READY,
                    waiting,
                    holds.getFirst().reason().name(),
                    holds.getFirst().message());
        }
        return own.stream()
                .filter(condition -> !condition.isTrue())
                .findFirst()
                .map(deepest -> condition(READY, "False", deepest.reason(), deepest.message()))
                .orElseGet(() -> condition(READY, "True", AnyReason.Ready.name(), "All that was asked for is so."));
    }

    private Optional<Duration> nextLook(List<Problem> stuck) {
        var deadlines = holds.stream()
                .filter(hold -> !isOverdue(hold))
                .filter(hold -> !hold.patience().equals(WITHOUT_END))
                .map(hold -> Duration.between(now, waitingSince(hold).plus(hold.patience())));
        var hiddenCures = stuck.stream().flatMap(problem -> problem.lookAgain().stream());
        return Stream.of(deadlines, hiddenCures, looks.stream())
                .flatMap(Function.identity())
                .min(Duration::compareTo);
    }

    // Without a memory of its own, a pass reads from the status since when somebody waits.
    private boolean isOverdue(Hold hold) {
        boolean gaveUpBefore = find(STALLED)
                .filter(stalled -> isOfThisGeneration(stalled)
                        && stalled.reason().equals(hold.reason().name()))
                .isPresent();
        return gaveUpBefore || !waitingSince(hold).plus(hold.patience()).isAfter(now);
    }

    private Instant waitingSince(Hold hold) {
        return find(RECONCILING)
                .filter(this::isOfThisGeneration)
                .filter(reconciling -> reconciling.reason().equals(hold.reason().name()))
                .map(reconciling -> Instant.parse(reconciling.lastTransitionTime()))
                .orElse(now);
    }

    private boolean isOfThisGeneration(Condition condition) {
        return condition.observedGeneration() != null && condition.observedGeneration() == generation;
    }

    private Condition condition(String type, String status, String reason, String message) {
        // Waiting begins anew with each generation and each thing awaited, since its deadline does.
        var since = find(type)
                .filter(old -> old.status().equals(status))
                .filter(old -> !type.equals(RECONCILING)
                        || (isOfThisGeneration(old) && old.reason().equals(reason)))
                .map(Condition::lastTransitionTime)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new Condition(type, status, generation, since, reason, message);
    }

    private Optional<Condition> find(String type) {
        return before.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}

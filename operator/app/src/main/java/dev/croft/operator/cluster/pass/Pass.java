package dev.croft.operator.cluster.pass;

import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import dev.croft.api.v1alpha1.shared.Lenient;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.write.Announcer;
import dev.croft.operator.cluster.write.Applier;
import dev.croft.operator.cluster.write.Fence;
import dev.croft.operator.cluster.write.Gate;
import dev.croft.operator.cluster.write.OwnerCheck;
import dev.croft.operator.cluster.write.ServerText;
import dev.croft.operator.cluster.write.StatusWriter;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Conditions;
import dev.croft.operator.outcome.Problem;
import dev.croft.operator.outcome.Verdict;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every reconcile has in common: which resources are left alone, what an exception means, when to look again. It
 * is the only place that catches.
 */
public final class Pass {

    private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(10);
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final Duration UNTIL_LISTED = Duration.ofSeconds(1);
    private static final int REPORTED_FROM = 3;
    private static final int BUG_AFTER = 5;

    private final Caches caches;
    private final StatusWriter statusWriter;
    private final Announcer announcer;
    private final Retention retention;
    private final InstantSource clock;
    private final Attempts attempts;
    private final Map<String, Boolean> paused = new ConcurrentHashMap<>();

    /** @param nanoTime a clock that only goes forward, in nanoseconds */
    public Pass(
            Caches caches, StatusWriter statusWriter, Announcer announcer, InstantSource clock, LongSupplier nanoTime) {
        this.caches = caches;
        this.statusWriter = statusWriter;
        this.announcer = announcer;
        this.retention = new Retention(caches, announcer);
        this.clock = clock;
        this.attempts = new Attempts(nanoTime);
    }

    /** Walks one resource through its rooms. */
    public <R extends CustomResource<?, S>, S extends ConditionedStatus<S>> UpdateControl<R> run(
            R given, Context<R> context, Function<R, Verdict<S>> rooms) {
        var uid = given.getMetadata().getUid();
        if (context.isPrimaryResourceDeleted() || given.isMarkedForDeletion()) {
            forget(given);
            if (context.isPrimaryResourceDeleted()) {
                retention.tell(given);
            }
            return UpdateControl.noUpdate();
        }
        R newest = newest(given);
        try {
            if (isPaused(newest)) {
                return UpdateControl.noUpdate();
            }
            if (!caches.knowsAllPlans(newest.getMetadata().getNamespace())) {
                // Planned with half of its neighbours, a Service would lose its ways to the others.
                return again(UNTIL_LISTED);
            }
            var early = untilAllIsTold(newest);
            if (early.isPresent()) {
                return again(early.get());
            }
            var trouble = unreadable(newest);
            Optional<Duration> wait = trouble.isPresent() ? stalledBy(newest, trouble.get()) : walk(newest, rooms);
            attempts.succeeded(uid);
            // Whichever comes first: a deadline may be minutes off, and until then a belief may turn out to be false.
            return again(Stream.concat(wait.stream(), whenBeliefEnds(newest).stream())
                    .min(Comparator.naturalOrder())
                    .orElseGet(Pass::usualInterval));
        } catch (Fence.Closed deposed) {
            // A successor may be at work; if this replica leads again it starts from the beginning.
            LOG.warn("{}: {}", ObjectKey.of(newest), deposed.getMessage());
            return again(Attempts.waitAfter(1));
        } catch (OwnerCheck.OwnerGone gone) {
            // Its watch will say so.
            LOG.debug("{}", gone.getMessage());
            return UpdateControl.noUpdate();
        } catch (OwnerCheck.TooEarly early) {
            return again(early.pause());
        } catch (Gate.Throttled throttled) {
            return again(throttled.pause());
        } catch (KubernetesClientException trouble) {
            return again(transientTrouble(newest, attempts.failed(uid), trouble));
        } catch (RuntimeException bug) {
            return again(bug(newest, attempts.failed(uid), bug));
        }
    }

    private <R extends CustomResource<?, S>, S extends ConditionedStatus<S>> Optional<Duration> walk(
            R resource, Function<R, Verdict<S>> rooms) {
        var verdict = rooms.apply(resource);
        var early = untilAllIsTold(resource);
        if (early.isPresent()) {
            // Something went meanwhile, maybe together with the resource, and then there is nobody left to tell.
            return early;
        }
        var postponed = statusWriter.write(resource, verdict.status());
        contested(verdict.status())
                // Once: a status that must wait its turn is still the old one in the next pass.
                .filter(fight ->
                        postponed.isEmpty() && contested(resource.getStatus()).isEmpty())
                .ifPresent(fight -> announcer.announce(resource, fight.reason(), fight.message()));
        return postponed.or(verdict::nextLook);
    }

    private Optional<Duration> untilAllIsTold(CustomResource<?, ?> resource) {
        if (caches.isBehind(resource)) {
            LOG.debug("{} waits: whoever wrote its objects had seen more", ObjectKey.of(resource));
            return Optional.of(OwnerCheck.BETWEEN_LOOKS);
        }
        return caches.lastLossOf(resource)
                .filter(ago -> ago.compareTo(OwnerCheck.NEWS) < 0)
                .map(OwnerCheck.NEWS::minus);
    }

    // A fight comes and goes faster than anybody looks at a status.
    private static Optional<Condition> contested(@Nullable ConditionedStatus<?> status) {
        return Stream.ofNullable(status)
                .flatMap(known -> known.conditions().stream())
                .filter(condition -> condition.type().equals(Conditions.STALLED)
                        && condition.reason().equals(AnyReason.Contested.name()))
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    private <R extends CustomResource<?, ?>> R newest(R given) {
        return caches.shelf((Class<R>) given.getClass())
                .get(given.getMetadata().getNamespace(), given.getMetadata().getName())
                .filter(known ->
                        known.getMetadata().getUid().equals(given.getMetadata().getUid()))
                .orElse(given);
    }

    private boolean isPaused(CustomResource<?, ?> resource) {
        boolean now = Annotations.isPaused(resource);
        var before = paused.put(resource.getMetadata().getUid(), now);
        if (before != null && before != now) {
            announcer.announce(
                    resource,
                    now ? "Paused" : "Resumed",
                    now
                            ? "Paused by annotation %s; nothing is read or written for it."
                                    .formatted(Annotations.PAUSED)
                            : "Resumed: annotation %s is gone.".formatted(Annotations.PAUSED));
        }
        return now;
    }

    // A field that cannot be read must not be taken for one that was left out.
    private static Optional<String> unreadable(CustomResource<?, ?> resource) {
        return resource instanceof Lenient lenient ? lenient.unreadable() : Optional.empty();
    }

    private <R extends CustomResource<?, S>, S extends ConditionedStatus<S>> Optional<Duration> stalledBy(
            R resource, String trouble) {
        LOG.warn("{} cannot be read: {}", ObjectKey.of(resource), trouble);
        stall(
                resource,
                AnyReason.Unreadable,
                ServerText.oneLine(trouble) + ". Correct it and apply the resource again.");
        return Optional.empty();
    }

    private <R extends CustomResource<?, S>, S extends ConditionedStatus<S>> Duration transientTrouble(
            R resource, int failures, KubernetesClientException trouble) {
        LOG.info("{} tries again: {}", ObjectKey.of(resource), ServerText.of(trouble));
        if (failures >= REPORTED_FROM) {
            report(
                    resource,
                    conditions -> conditions.unknownBy(AnyReason.Retrying, retrying(trouble)),
                    // A pass that cannot end has something to change; only what has nothing to do with that still
                    // holds.
                    Set.of(Conditions.READY, Conditions.RECONCILING),
                    StatusWriter.Observed.NOT_YET);
        }
        return attempts.untilDue(resource.getMetadata().getUid());
    }

    private static String retrying(KubernetesClientException trouble) {
        var answer = trouble.getCode() == 0 ? "nothing" : "code " + trouble.getCode();
        var object = trouble instanceof Applier.NotWritten written
                ? " about %s %s"
                        .formatted(written.object().kind(), written.object().name())
                : "";
        var webhook = ServerText.failingWebhook(trouble);
        return "The API server answers %s%s%s. Croft tries again by itself; if this lasts, look at %s."
                .formatted(
                        answer,
                        object,
                        webhook.map(name -> ", as webhook %s fails".formatted(name))
                                .orElse(""),
                        webhook.isPresent() ? "that webhook" : "the API server");
    }

    private <R extends CustomResource<?, S>, S extends ConditionedStatus<S>> Duration bug(
            R resource, int failures, RuntimeException bug) {
        LOG.error("{} failed by a bug of the operator", ObjectKey.of(resource), bug);
        if (failures >= BUG_AFTER) {
            stall(
                    resource,
                    AnyReason.InternalError,
                    "The operator has a bug; other resources are not affected. Report it with the operator's log.");
        }
        return attempts.untilDue(resource.getMetadata().getUid());
    }

    private <R extends CustomResource<?, S>, S extends ConditionedStatus<S>> void stall(
            R resource, AnyReason reason, String message) {
        report(
                resource,
                conditions -> conditions.problems(List.of(Problem.of(reason, message))),
                Set.of(Conditions.READY, Conditions.RECONCILING, Conditions.STALLED),
                StatusWriter.Observed.YES);
    }

    private <R extends CustomResource<?, S>, S extends ConditionedStatus<S>> void report(
            R resource, Consumer<Conditions> cause, Set<String> types, StatusWriter.Observed observed) {
        try {
            var conditions =
                    new Conditions(resource.getStatus(), resource.getMetadata().getGeneration(), clock.instant());
            cause.accept(conditions);
            statusWriter.writeConditions(resource, conditions.settle().conditions(), types, observed);
        } catch (KubernetesClientException | Gate.Throttled | Fence.Closed untold) {
            LOG.info("{} could not be told in its status: {}", ObjectKey.of(resource), untold.getMessage());
        }
    }

    private void forget(CustomResource<?, ?> resource) {
        var uid = resource.getMetadata().getUid();
        attempts.succeeded(uid);
        paused.remove(uid);
        statusWriter.forget(resource);
    }

    // What is written and gone again while its watch is away is never told; usually the watch makes this look needless.
    private Optional<Duration> whenBeliefEnds(CustomResource<?, ?> resource) {
        return caches.beliefIn(resource).map(left -> left.plus(A_MOMENT));
    }

    // Spread, so that a thousand resources that started together do not look together for ever.
    private static Duration usualInterval() {
        long millis = USUAL_INTERVAL.toMillis();
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 5));
    }

    private static <R extends CustomResource<?, ?>> UpdateControl<R> again(Duration wait) {
        return UpdateControl.<R>noUpdate().rescheduleAfter(wait.isPositive() ? wait : Duration.ofMillis(1));
    }
}

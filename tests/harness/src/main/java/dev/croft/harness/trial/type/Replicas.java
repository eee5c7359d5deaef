package dev.croft.harness.trial.type;

import dev.croft.harness.proxy.Call;
import dev.croft.harness.proxy.Entry;
import dev.croft.harness.proxy.Link;
import dev.croft.harness.proxy.Treatment;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.state.Sighting;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Workload;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * P-R5: of two replicas the leader is stopped, paused, cut off, or paused between its fence's check and the sending of a
 * write; then it comes back, with a successor at work.
 */
public final class Replicas implements Perturbation {

    private static final String PAUSED = "paused";
    private static final String HELD = "held";
    private static final String HELD_DELETE = "held-delete";
    private static final String CUT = "cut";
    private static final String STOPPED = "stopped";
    private static final Duration NEW_LEADER = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration WRITES = Duration.ofSeconds(20);
    private static final int DELETES_HELD = 3;
    private static final Duration DELETE = Duration.ofSeconds(4);
    private static final Duration AFTERMATH = Duration.ofSeconds(5);

    private final Map<String, LongAdder> deposed = new ConcurrentSkipListMap<>();
    private final LongAdder late = new LongAdder();
    private final DoubleAccumulator longest = new DoubleAccumulator(Math::max, 0);

    @Override
    public String name() {
        return "replicas";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        var cases = Cases.everywhere(name(), references, List.of(HELD, PAUSED), 4, seed);
        cases.addAll(Cases.everywhere(name(), references, List.of(CUT, STOPPED), 2, seed));
        for (var reference : references.all()) {
            int deletes = reference.deletes().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            for (int k = 1; k <= Math.min(deletes, DELETES_HELD); k++) {
                cases.add(new Case(name(), reference.workload().name(), k, HELD_DELETE, seed));
            }
        }
        return cases;
    }

    // The edits by which the old leader is tempted are releases.
    @Override
    public Comparison comparison(Case of, Reference reference) {
        return Comparison.LIVED_ON;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        // Who was deposed starts anew.
        scene.plan(Scene.Exits.PLANNED);
        var link = scene.open("one");
        var leader = scene.lead(link);
        scene.start("two", scene.open("two"));
        var steps = reference.workload().steps();
        var released = new CompletableFuture<Void>();
        boolean deposed = false;
        if (scene.of().variant().equals(HELD_DELETE)) {
            deposed = walkUntilDelete(scene, link, leader, released, steps);
        } else {
            var tempting = steps.stream().filter(Workload.Step::givesWork).toList();
            int earlier = (scene.of().k() - 1) / tempting.size();
            var troubled = tempting.get((scene.of().k() - 1) % tempting.size());
            for (var step : steps) {
                if (step.equals(troubled)) {
                    depose(scene, link, leader, released, step, earlier);
                    deposed = true;
                } else {
                    // A create that was sent before its owner was deleted cannot be called back.
                    if (deposed
                            && scene.of().variant().equals(HELD)
                            && !step.delete().isEmpty()) {
                        comeBack(scene, link, leader, released);
                    }
                    scene.user().take(step);
                }
                scene.user().settle(LIMIT);
            }
        }
        if (!deposed) {
            throw new IllegalStateException("the leader sent no write that could be held");
        }
        // Only now, when all has moved on, does the old leader come back to what it was about to do.
        comeBack(scene, link, leader, released);
        // Whoever still takes itself for the leader will act on this.
        scene.user().releaseAgain(LIMIT);
        lateWrites(scene);
    }

    private static void comeBack(Scene scene, Link link, Replica leader, CompletableFuture<Void> released) {
        if (released.isDone()) {
            return;
        }
        released.complete(null);
        if (scene.of().variant().equals(STOPPED)) {
            leader.up();
        } else {
            leader.resume();
        }
        link.mend();
        link.rule(call -> new Treatment.Forward());
        Patience.pause(AFTERMATH);
    }

    private boolean walkUntilDelete(
            Scene scene, Link link, Replica leader, CompletableFuture<Void> released, List<Workload.Step> steps) {
        var deletes = new AtomicInteger();
        BooleanSupplier struck = () -> deletes.get() >= scene.of().k();
        link.rule(call -> call.verb().equals("delete")
                        && deletes.incrementAndGet() == scene.of().k()
                ? stop(leader, released)
                : new Treatment.Forward());
        boolean succeeded = false;
        for (var step : steps) {
            scene.user().take(step);
            if (!succeeded && Patience.reached(DELETE, struck)) {
                awaitSuccessor(scene, System.nanoTime());
                succeeded = true;
            }
            scene.user().settle(LIMIT);
        }
        if (!succeeded && struck.getAsBoolean()) {
            awaitSuccessor(scene, System.nanoTime());
            return true;
        }
        return succeeded;
    }

    /** @param earlier how many writes of the step are let through before one is held */
    private void depose(
            Scene scene, Link link, Replica leader, CompletableFuture<Void> released, Workload.Step step, int earlier) {
        long began = System.nanoTime();
        switch (scene.of().variant()) {
            case HELD -> {
                var writes = new AtomicInteger();
                // Its fence has said yes; from here on the write lies on the wire until somebody else leads.
                link.rule(call -> isPlainWrite(call) && writes.getAndIncrement() == earlier
                        ? stop(leader, released)
                        : new Treatment.Forward());
                scene.user().take(step);
                if (!Patience.reached(WRITES, () -> writes.get() > earlier)) {
                    throw new IllegalStateException("the leader sent no write that could be held");
                }
            }
            case PAUSED -> {
                scene.user().take(step);
                Patience.pause(Duration.ofMillis(scene.random().nextInt(1_500)));
                leader.pause();
            }
            case CUT -> {
                scene.user().take(step);
                Patience.pause(Duration.ofMillis(scene.random().nextInt(1_500)));
                link.cut();
            }
            case STOPPED -> {
                scene.user().take(step);
                Patience.pause(Duration.ofMillis(scene.random().nextInt(1_500)));
                leader.stop();
            }
            default ->
                throw new Misuse(
                        "Class replicas has no variant %s.".formatted(scene.of().variant()));
        }
        awaitSuccessor(scene, began);
    }

    private void awaitSuccessor(Scene scene, long since) {
        scene.await(
                "P-R5",
                NEW_LEADER,
                () -> scene.leader().equals("two"),
                () -> "nobody took over within %d s".formatted(NEW_LEADER.toSeconds()));
        longest.accumulate((System.nanoTime() - since) / 1e9);
        deposed.computeIfAbsent(scene.of().variant(), variant -> new LongAdder())
                .increment();
    }

    @Override
    public Optional<String> report() {
        if (deposed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("leaders deposed: %s; writes after their successors': %d; longest without a leader: %.1f s"
                .formatted(deposed, late.sum(), longest.get()));
    }

    private static boolean isPlainWrite(Call call) {
        return call.isWrite() && !call.isLease();
    }

    private static Treatment stop(Replica leader, CompletableFuture<Void> released) {
        leader.pause();
        return new Treatment.Hold(released);
    }

    // By the order of answers: what the deposed one committed on an object after its successor had written it.
    private void lateWrites(Scene scene) {
        Map<Long, String> uids = new HashMap<>();
        scene.history().forEach(sighting -> uids.put(sighting.version(), sighting.uid()));
        var gone = scene.history().stream()
                .filter(sighting -> sighting.change() == Sighting.Change.GONE)
                .toList();
        Map<String, Long> successor = new HashMap<>();
        for (var entry : scene.ledger().entries()) {
            if (!isPlainWrite(entry.call()) || entry.code() / 100 != 2) {
                continue;
            }
            var object = object(entry, uids, gone);
            if (entry.call().replica().equals("two")) {
                successor.putIfAbsent(object, entry.answeredNanos());
            } else if (successor.containsKey(object) && entry.answeredNanos() > successor.get(object)) {
                late.increment();
                throw new Finding(
                        "P-R5",
                        "the deposed leader still committed %s of %s"
                                .formatted(entry.call().verb(), object));
            }
        }
    }

    // The name in a path may mean an earlier object, and that of what is made is in no path.
    private static String object(Entry entry, Map<Long, String> uids, List<Sighting> gone) {
        var call = entry.call();
        // The answer to a delete has no version, but its object is the next of that name to go.
        var uid = call.verb().equals("delete")
                ? gone.stream()
                        .filter(sighting -> sighting.nanos() - call.arrivedNanos() > 0 && isAbout(call, sighting))
                        .map(Sighting::uid)
                        .findFirst()
                : Optional.ofNullable(uids.get(entry.version()));
        return "%s/%s/%s".formatted(call.group(), call.resource(), uid.orElse(call.name()));
    }

    private static boolean isAbout(Call call, Sighting sighting) {
        var key = sighting.key();
        return key.kind().group().equals(call.group())
                && key.kind().plural().equals(call.resource())
                && key.name().equals(call.name());
    }
}

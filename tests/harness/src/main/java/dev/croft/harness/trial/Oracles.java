package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.proxy.Entry;
import dev.croft.harness.proxy.Forwarded;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.replica.Vitals;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Sighting.Change;
import dev.croft.harness.state.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What must be so after every trial, whatever went wrong in it; the numbers are those of the promises. */
public final class Oracles {

    private static final Duration END = Duration.ofSeconds(60);
    private static final Duration IDEMPOTENCE = Duration.ofSeconds(5);
    // What Java prints for mistakes of its programmer; an answer of the API server is none.
    private static final Pattern BUG = Pattern.compile(
            "failed by a bug|NullPointerException|ClassCastException|IndexOutOfBounds|ConcurrentModification|StackOverflow|OutOfMemory|NoSuchElementException");

    private static final int FORBIDDEN = 403;
    private static final double GROWTH_ALLOWED = 1.1;
    // Its compilers come and go with their work.
    private static final int THREADS_OF_THE_JVM = 2;
    private static final Duration POOLS_SHRINK = Duration.ofSeconds(75);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Scene scene;

    Oracles(Scene scene) {
        this.scene = scene;
    }

    /**
     * O2: nothing is written while nothing happens, nor when the same files are applied once more.
     *
     * @param rest does nothing for that long
     */
    void quiet(Duration length, Consumer<Duration> rest) {
        long mark = scene.ledger().mark();
        rest.accept(length);
        noWrites(mark, "while nothing happened for %d s".formatted(length.toSeconds()));
        mark = scene.ledger().mark();
        scene.user().wanted().values().forEach(scene.user()::apply);
        Patience.pause(IDEMPOTENCE);
        noWrites(mark, "after the same files were applied again");
        mark = scene.ledger().mark();
        scene.user().touch();
        Patience.pause(IDEMPOTENCE);
        noWrites(mark, "after a label without meaning came and went");
        scene.user().unsettled().ifPresent(trouble -> {
            throw new Finding("O1", "%s although nothing happened".formatted(trouble));
        });
    }

    private void noWrites(long mark, String when) {
        scene.writesSince(mark).stream().findFirst().ifPresent(write -> {
            throw new Finding("O2", "%s %s".formatted(describe(write), when));
        });
    }

    private static String describe(Entry write) {
        var call = write.call();
        return "%s %s%s %s answered %d"
                .formatted(
                        call.verb(),
                        call.resource(),
                        call.subresource().isEmpty() ? "" : "/" + call.subresource(),
                        call.name(),
                        write.code());
    }

    /** O3: the namespace holds what it holds after a run without faults. */
    void sameAs(Reference reference) {
        Snapshot.of(scene.namespace(), scene.present()).differences(reference.end()).stream()
                .filter(difference -> !reference.mask().hides(difference))
                .findFirst()
                .ifPresent(difference -> {
                    throw new Finding("O3", difference + " (here -> without a fault)");
                });
    }

    /**
     * O4: no object was made or removed more often than in a run without faults.
     *
     * @param rebirths how often users themselves had each object made once more
     */
    void noExtraDestruction(Reference reference, int rebirths) {
        var births = births(scene);
        births.forEach((key, count) -> {
            int usual = reference.births().getOrDefault(key, 0) + rebirths;
            if (count > usual) {
                throw new Finding("O4", "%s was created %d times instead of %d".formatted(key, count, usual));
            }
        });
        deletes(scene).forEach((key, count) -> {
            int usual = reference.deletes().getOrDefault(key, 0);
            if (count > usual) {
                throw new Finding(
                        "O4", "%s was deleted by the operator %d times instead of %d".formatted(key, count, usual));
            }
        });
    }

    /** How often each owned object came to life. */
    static Map<Key, Integer> births(Scene scene) {
        Map<Key, Set<String>> uids = new TreeMap<>();
        scene.history().stream()
                .filter(sighting -> sighting.change() == Change.BORN && Snapshot.isOwned(sighting.object()))
                .forEach(sighting -> uids.computeIfAbsent(sighting.key(), key -> new TreeSet<>())
                        .add(sighting.uid()));
        Map<Key, Integer> counts = new TreeMap<>();
        uids.forEach((key, found) -> counts.put(key, found.size()));
        return counts;
    }

    /** How often the operator deleted each object. */
    static Map<Key, Integer> deletes(Scene scene) {
        Map<Key, Integer> counts = new TreeMap<>();
        scene.ledger().entries().stream()
                .filter(entry -> entry.call().verb().startsWith("delete")
                        && entry.call().namespace().equals(scene.namespace())
                        && entry.code() / 100 == 2)
                .forEach(entry -> Kind.requested(
                                entry.call().group(), entry.call().resource())
                        .ifPresent(
                                kind -> counts.merge(new Key(kind, entry.call().name()), 1, Integer::sum)));
        return counts;
    }

    /** O7: the operator ended only when it was made to, and met no mistake of its own. */
    void alive() {
        for (var replica : scene.replicas()) {
            if (!replica.exits().isEmpty() && !scene.exitsArePlanned()) {
                throw new Finding(
                        "O7", "replica %s ended by itself with %s".formatted(replica.name(), replica.exits()));
            }
            replica.log()
                    .lines()
                    .filter(line -> BUG.matcher(line).find())
                    .findFirst()
                    .ifPresent(line -> {
                        throw new Finding("O7", "replica %s says: %s".formatted(replica.name(), line));
                    });
        }
    }

    /** O7: whoever leads holds no more than after a run without faults. */
    void slim(Reference reference) {
        var usual = reference.vitals();
        var leader = scene.leader();
        scene.replicas().stream()
                .filter(replica -> replica.name().equals(leader))
                .flatMap(replica -> atRest(replica, usual).stream())
                .forEach(held -> {
                    flat("bytes on the heap", held.liveBytes(), usual.liveBytes(), 0);
                    flat("threads", held.threads(), usual.threads(), THREADS_OF_THE_JVM);
                });
    }

    // A pool keeps its threads for a while after their work; what has leaked stays.
    private static Optional<Vitals> atRest(Replica replica, Vitals usual) {
        long until = System.nanoTime() + POOLS_SHRINK.toNanos();
        var held = replica.vitals();
        while (held.filter(now -> exceeds(now.threads(), usual.threads(), THREADS_OF_THE_JVM))
                        .isPresent()
                && System.nanoTime() - until < 0) {
            Patience.pause(BETWEEN_LOOKS);
            held = replica.vitals();
        }
        return held;
    }

    private void flat(String what, long held, long usual, int slack) {
        scene.measure("%% of the usual %s".formatted(what), 100.0 * held / usual);
        if (exceeds(held, usual, slack)) {
            throw new Finding("O7", "the leader has %d %s instead of %d".formatted(held, what, usual));
        }
    }

    private static boolean exceeds(long held, long usual, int slack) {
        return held > usual * GROWTH_ALLOWED + slack;
    }

    /** O8: no write left the namespaces that the operator serves, and no foreign object was touched. */
    void isolated(Map<Key, ObjectNode> foreign) {
        var served = Set.of(
                scene.namespace(), scene.elsewhere(), scene.installation().system());
        scene.ledger().entries().stream()
                .filter(entry ->
                        entry.call().isWrite() && !served.contains(entry.call().namespace()))
                .findFirst()
                .ifPresent(write -> {
                    throw new Finding(
                            "O8",
                            "%s in namespace %s"
                                    .formatted(describe(write), write.call().namespace()));
                });
        var present = scene.present();
        foreign.forEach((key, planted) -> {
            var now = present.get(key);
            if (now == null) {
                throw new Finding("O8", "foreign %s is gone".formatted(key));
            }
            if (!now.at("/metadata/resourceVersion").equals(planted.at("/metadata/resourceVersion"))) {
                throw new Finding("O8", "foreign %s was written".formatted(key));
            }
        });
    }

    /** P-R18: the operator was refused nothing for want of a right. */
    void permitted() {
        scene.ledger().entries().stream()
                .filter(entry -> entry.forwarded() == Forwarded.YES && entry.code() == FORBIDDEN)
                .findFirst()
                .ifPresent(refused -> {
                    throw new Finding("P-R18", "no right to %s".formatted(describe(refused)));
                });
    }

    /** O9: what lies in Secrets lies nowhere else, neither as it is nor as the API tells it. */
    void secretsKept() {
        for (var canary : scene.user().canaries()) {
            scene.history().stream()
                    .filter(sighting -> sighting.key().kind() != Kind.SECRET)
                    .filter(sighting -> tells(sighting.object().toString(), canary))
                    .findFirst()
                    .ifPresent(sighting -> {
                        throw new Finding("O9", "the content of a Secret lies in %s".formatted(sighting.key()));
                    });
            for (var replica : scene.replicas()) {
                if (tells(replica.log(), canary)) {
                    throw new Finding("O9", "the content of a Secret lies in the log of " + replica.name());
                }
            }
        }
    }

    /** Whether a text holds the content of a Secret, in clear or in Base64. */
    public static boolean tells(String text, String secret) {
        return text.contains(secret)
                || text.contains(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** O10: no object drew a warning of the API server. */
    void admitted() {
        scene.ledger().entries().stream()
                .filter(entry -> entry.call().isWrite() && !entry.warnings().isEmpty())
                .findFirst()
                .ifPresent(warned -> {
                    throw new Finding("O10", "%s drew the warning %s".formatted(describe(warned), warned.warnings()));
                });
    }

    /** O6: once its custom resources are deleted, nothing of the operator's is left, and all that is foreign is. */
    void cleanEnd(Map<Key, ObjectNode> foreign) {
        scene.user().wanted().keySet().stream()
                .filter(key -> Kind.CUSTOM.contains(key.kind()))
                .forEach(scene.user()::delete);
        scene.await(
                "O6",
                END,
                () -> leftover().isEmpty(),
                () -> "%s is still there after %d s".formatted(leftover(), END.toSeconds()));
        isolated(foreign);
    }

    private Set<Key> leftover() {
        var left = new TreeSet<Key>();
        scene.present().forEach((key, object) -> {
            if (Kind.CUSTOM.contains(key.kind()) || Snapshot.isOwned(object)) {
                left.add(key);
            }
        });
        return left;
    }
}

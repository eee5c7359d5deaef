package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.proxy.Entry;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Snapshot;
import dev.croft.harness.state.Snapshot.Mask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Learns what each workload leads to without a fault; changes with what is learnt. */
public final class References {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LATE = Duration.ofSeconds(5);
    private final Map<String, Reference> known;
    private final List<Right> rights;

    private References(Map<String, Reference> known, List<Right> rights) {
        this.known = new TreeMap<>(known);
        this.rights = List.copyOf(rights);
    }

    /**
     * Learns about workloads.
     *
     * @throws Finding if two runs without a fault differ in what matters, or the end state depends on the way there
     */
    static References learn(Bench bench, List<Workload> workloads) {
        List<Callable<Reference>> runs = new ArrayList<>();
        for (var workload : workloads) {
            var fresh = new Workload(workload.name(), List.of(finalStep(workload)));
            runs.add(() -> calm(bench, workload, 1));
            runs.add(() -> calm(bench, workload, 2));
            runs.add(() -> calm(bench, fresh, 3));
        }
        var ends = bench.together(runs);
        Map<String, Reference> known = new TreeMap<>();
        for (int i = 0; i < ends.size(); i += 3) {
            known.put(workloads.get(i / 3).name(), compared(ends.get(i), ends.get(i + 1), ends.get(i + 2)));
        }
        return new References(known, bench.rightsOfOne());
    }

    /**
     * What is known of a workload.
     *
     * @throws Misuse if there is no such workload
     */
    public Reference of(String workload) {
        var reference = known.get(workload);
        if (reference == null) {
            throw new Misuse("There is no workload %s; choose from %s.".formatted(workload, known.keySet()));
        }
        return reference;
    }

    public List<Reference> all() {
        return known.values().stream().toList();
    }

    /** The rights of a confined operator, those to its Lease among them. */
    public List<Right> rights() {
        return rights;
    }

    private static Reference compared(Reference first, Reference second, Reference fresh) {
        var differences = first.end().differences(second.end());
        differences.stream()
                .filter(difference -> difference.path().isEmpty()
                        || difference.path().startsWith("/spec")
                        || difference.path().startsWith("/metadata/labels"))
                .findFirst()
                .ifPresent(difference -> {
                    throw new Finding(
                            "O3",
                            "two calm runs of workload %s end differently: %s"
                                    .formatted(first.workload().name(), difference));
                });
        same(first, "creates", first.births(), second.births());
        same(first, "deletes", first.deletes(), second.deletes());
        var mask = Mask.of(differences);
        first.end().differences(fresh.end()).stream()
                .filter(difference -> !mask.withoutBiography().hides(difference))
                .findFirst()
                .ifPresent(difference -> {
                    throw new Finding(
                            "O3",
                            "workload %s ends otherwise than its last specs alone: %s"
                                    .formatted(first.workload().name(), difference));
                });
        // A kill at a write that only one of them sent might never come.
        int writes = Math.min(first.writes(), second.writes());
        return new Reference(
                first.workload(),
                writes,
                first.end(),
                mask,
                first.births(),
                first.deletes(),
                first.vitals().max(second.vitals()),
                IntStream.range(0, first.uses().size())
                        .mapToObj(
                                step -> first.uses().get(step).and(second.uses().get(step)))
                        .toList());
    }

    private static void same(Reference of, String what, Map<Key, Integer> first, Map<Key, Integer> second) {
        if (!first.equals(second)) {
            throw new Finding(
                    "O4",
                    "a calm run of workload %s %s %s and another one %s"
                            .formatted(of.workload().name(), what, first, second));
        }
    }

    private static Workload.Step finalStep(Workload workload) {
        Map<String, ObjectNode> last = new TreeMap<>();
        for (var step : workload.steps()) {
            step.apply().forEach(object -> last.put(name(object), object));
            step.delete().forEach(gone -> last.remove(gone.toString()));
        }
        // Secrets and ConfigMaps first, as a user would.
        var ordered = new ArrayList<>(last.values());
        ordered.sort(Comparator.comparingInt(
                object -> object.path("apiVersion").asText().startsWith("croft.dev") ? 1 : 0));
        return new Workload.Step("at once", ordered, List.of(), List.of());
    }

    private static String name(ObjectNode object) {
        return object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
    }

    private static Reference calm(Bench bench, Workload workload, int k) {
        var of = new Case("calm", workload.name(), k, Case.PLAIN, bench.seed());
        try (var borrowed = bench.borrow(Site.Use.SHARED);
                var scene = bench.scene(borrowed.site(), Site.Use.SHARED, of, bench.build())) {
            var replica = scene.lead(scene.open("one"));
            List<Use> uses = new ArrayList<>();
            for (var step : workload.steps()) {
                long mark = scene.ledger().mark();
                int seen = scene.history().size();
                scene.user().take(step);
                scene.user().settle(LIMIT);
                uses.add(use(scene, mark, seen));
            }
            // What is written late belongs to the run as well.
            Patience.pause(LATE);
            return new Reference(
                    workload,
                    scene.writesSince(0).size(),
                    Snapshot.of(scene.namespace(), scene.present()),
                    Mask.of(List.of()),
                    Oracles.births(scene),
                    Oracles.deletes(scene),
                    replica.vitals().orElseThrow(),
                    uses);
        }
    }

    private static Use use(Scene scene, long mark, int seen) {
        var rights = scene.ledger().since(mark).stream()
                .map(Entry::call)
                .filter(call -> call.namespace().equals(scene.namespace()))
                .map(Right::of)
                .filter(right -> !right.isToSee() && !right.isToLookAgain())
                .collect(Collectors.toSet());
        var kinds = scene.history().stream()
                .skip(seen)
                .map(sighting -> sighting.key().kind())
                .collect(Collectors.toSet());
        return new Use(rights, kinds);
    }
}

package dev.croft.harness.trial;

import dev.croft.harness.replica.Vitals;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a workload leads to without a fault, learnt from two runs of the same build; changes when trials compare more.
 *
 * @param writes how many the operator sends, the Lease aside
 * @param end what the namespace holds at the end
 * @param mask the places that differ between the two runs
 * @param births how often each owned object comes to life
 * @param deletes how often the operator deletes each object
 * @param vitals what the operator holds at the end
 * @param uses what each step leads to, in their order
 */
public record Reference(
        Workload workload,
        int writes,
        Snapshot end,
        Snapshot.Mask mask,
        Map<Key, Integer> births,
        Map<Key, Integer> deletes,
        Vitals vitals,
        List<Use> uses) {

    /** The steps that lead to something. */
    public List<Workload.Step> stepsThat(Predicate<Use> lead) {
        return IntStream.range(0, uses.size())
                .filter(step -> lead.test(uses.get(step)))
                .mapToObj(workload.steps()::get)
                .toList();
    }

    /**
     * The first step that leads to something, in an order of all steps that luck chooses. What steps lead to differs a little
     * from run to run; so a replay draws the same one, as long as that one still qualifies.
     */
    public Optional<Workload.Step> stepThat(Predicate<Use> leads, Random luck) {
        var order = new ArrayList<>(IntStream.range(0, uses.size()).boxed().toList());
        Collections.shuffle(order, luck);
        return order.stream()
                .filter(step -> leads.test(uses.get(step)))
                .findFirst()
                .map(workload.steps()::get);
    }

    /** The same, but without what custom resources remember of their life. */
    public Reference withoutBiography() {
        return maskedBy(mask.withoutBiography());
    }

    /** The same, but without the digests of releases that nobody saw running. */
    Reference withoutPastDigests() {
        return maskedBy(mask.withoutPastDigests());
    }

    private Reference maskedBy(Snapshot.Mask other) {
        return new Reference(workload, writes, end, other, births, deletes, vitals, uses);
    }
}

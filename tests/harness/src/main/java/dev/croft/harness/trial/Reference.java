package dev.croft.harness.trial;

import dev.croft.harness.replica.Vitals;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Snapshot;
import java.util.Map;

/**
 * What a workload leads to without a fault, learnt from two runs of the same build; changes when trials compare more.
 *
 * @param writes how many the operator sends, the Lease aside
 * @param end what the namespace holds at the end
 * @param mask the places that differ between the two runs
 * @param births how often each owned object comes to life
 * @param deletes how often the operator deletes each object
 * @param vitals what the operator holds at the end
 */
public record Reference(
        Workload workload,
        int writes,
        Snapshot end,
        Snapshot.Mask mask,
        Map<Key, Integer> births,
        Map<Key, Integer> deletes,
        Vitals vitals) {

    /** The same, but without what custom resources remember of their life. */
    public Reference withoutBiography() {
        return new Reference(workload, writes, end, mask.withoutBiography(), births, deletes, vitals);
    }
}

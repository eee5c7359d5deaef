package dev.croft.harness.proxy;

/**
 * One request as it arrived; changes when a rule or an oracle needs to know more of a request.
 *
 * @param sequence in the order of arrival, over all links of a ledger
 * @param verb as RBAC has it; a path that names no resource has an empty resource and is itself the name
 * @param write which of the replica's mutating calls on its link this is, from 1; 0 for reads, Leases, reviews and
 *     dry runs
 */
public record Call(
        String replica,
        long sequence,
        long arrivedNanos,
        String verb,
        String group,
        String version,
        String resource,
        String subresource,
        String namespace,
        String name,
        int write) {

    Call asWrite(int k) {
        return new Call(
                replica, sequence, arrivedNanos, verb, group, version, resource, subresource, namespace, name, k);
    }

    public boolean isWrite() {
        return write > 0;
    }

    /** Whether its answer tells what the object became, or the Lease. */
    boolean showsAnObject() {
        return isWrite() || isLease();
    }

    public boolean isLease() {
        return "coordination.k8s.io".equals(group) && "leases".equals(resource);
    }

    public boolean isWatch() {
        return "watch".equals(verb);
    }
}

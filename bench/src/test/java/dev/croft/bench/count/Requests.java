package dev.croft.bench.count;

import dev.croft.harness.proxy.Call;
import dev.croft.harness.proxy.Entry;
import dev.croft.harness.proxy.Forwarded;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Entries of a ledger as tests want them; changes with what an entry holds. */
final class Requests {

    private static final long TOOK = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int OK = 200;

    private final String replica;
    private final String verb;
    private final String group;
    private final String resource;
    private final String subresource;
    private final double seconds;
    private final int code;
    private final long knownVersion;
    private final long version;

    private Requests(
            String replica,
            String verb,
            String group,
            String resource,
            String subresource,
            double seconds,
            int code,
            long knownVersion,
            long version) {
        this.replica = replica;
        this.verb = verb;
        this.group = group;
        this.resource = resource;
        this.subresource = subresource;
        this.seconds = seconds;
        this.code = code;
        this.knownVersion = knownVersion;
        this.version = version;
    }

    static Requests a(String verb, String group, String resource, String subresource) {
        return new Requests("one", verb, group, resource, subresource, 0, OK, 0, 0);
    }

    static Requests create(String resource) {
        return a("create", "", resource, "");
    }

    static Requests projectStatus() {
        return a("patch", "croft.dev", "projects", "status");
    }

    static Requests lease() {
        return a("update", "coordination.k8s.io", "leases", "");
    }

    Requests at(double seconds) {
        return new Requests(replica, verb, group, resource, subresource, seconds, code, knownVersion, version);
    }

    Requests answered(int code) {
        return new Requests(replica, verb, group, resource, subresource, seconds, code, knownVersion, version);
    }

    /** From one version of an object to another. */
    Requests from(long knownVersion, long version) {
        return new Requests(replica, verb, group, resource, subresource, seconds, code, knownVersion, version);
    }

    Requests by(String replica) {
        return new Requests(replica, verb, group, resource, subresource, seconds, code, knownVersion, version);
    }

    Entry entry() {
        long arrived = (long) (seconds * 1e9);
        boolean writes = !List.of("get", "list", "watch").contains(verb) && !resource.equals("leases");
        var call =
                new Call(replica, 1, arrived, verb, group, "v1", resource, subresource, "shop", "web", writes ? 1 : 0);
        return new Entry(call, code, "", arrived + TOOK, 0, 0, List.of(), Forwarded.YES, knownVersion, version);
    }
}

package dev.croft.operator.sample;

import dev.croft.operator.cluster.write.Fence;

/** The fence of a replica that leads, as long as it is renewed. */
public final class OpenFence {

    private static final String LEASE = "/apis/coordination.k8s.io/v1/namespaces/croft-system/leases/croft-operator";

    private final Fence fence;

    public OpenFence(HandClock clock) {
        fence = new Fence(LEASE, clock);
    }

    /** The same fence, open for one renew deadline more. */
    public Fence renewed() {
        var renewal = Http.request("PUT", LEASE);
        fence.before(new Http.Sent(), renewal, Http.NO_TAGS);
        fence.after(renewal, Http.answer(200), Http.UNREAD);
        return fence;
    }
}

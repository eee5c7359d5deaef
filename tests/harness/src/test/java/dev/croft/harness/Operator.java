package dev.croft.harness;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The installed operator as its administrator sees it; changes with how it is installed. */
public final class Operator {

    static final String NAMESPACE = "croft-system";
    static final String NAME = "croft-operator";

    private final KubernetesClient client;
    private final Kubectl kubectl;

    Operator(KubernetesClient client, Kubectl kubectl) {
        this.client = client;
        this.kubectl = kubectl;
    }

    /** The pod that leads, by its name; empty between two leaders. */
    public String leader() {
        var lease = client.resources(Lease.class)
                .inNamespace(NAMESPACE)
                .withName(NAME)
                .get();
        var holder = lease == null ? null : lease.getSpec().getHolderIdentity();
        return holder == null ? "" : holder;
    }

    /** Deletes a pod and does not wait for its end. */
    public void delete(String pod) {
        kubectl.run("-n", NAMESPACE, "delete", "pod", pod, "--wait=false");
    }

    public void awaitAllReplicas() {
        kubectl.run("-n", NAMESPACE, "rollout", "status", "deployment/" + NAME, "--timeout=180s");
    }
}

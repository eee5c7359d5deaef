package dev.croft.operator.naming;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.Volume;

/** Names that are made from other names; changes only with the public contract, since people and other objects use them. */
public final class Names {

    private Names() {}

    /**
     * The claim behind a volume: that under which a StatefulSet looks for the claim of its first pod. Scheduled pods have
     * claims of their own, so that they never meet one that still serves.
     */
    public static String claim(CroftService service, Volume volume) {
        var name = volume.name() + "-" + service.getMetadata().getName();
        return service.getSpec().isScheduled() ? name : name + "-0";
    }
}

package dev.croft.operator.naming;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.Volume;

/** Names that are made from other names; changes only with the public contract, since people and other objects use them. */
public final class Names {

    private Names() {}

    /** The claim behind a volume: that under which a StatefulSet looks for the claim of its first pod. */
    public static String claim(CroftService service, Volume volume) {
        return "%s-%s-0".formatted(volume.name(), service.getMetadata().getName());
    }
}

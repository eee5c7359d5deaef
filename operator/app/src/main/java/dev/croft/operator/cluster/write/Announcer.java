package dev.croft.operator.cluster.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes the few Events that Croft has: what a person must know and no condition can hold. */
public final class Announcer {

    // The API server wants exactly six digits after the second.
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Requests requests;
    private final InstantSource clock;
    private final String instance;

    /** @param instance the name of this replica */
    public Announcer(Requests requests, InstantSource clock, String instance) {
        this.requests = requests;
        this.clock = clock;
        this.instance = instance;
    }

    public void announce(HasMetadata about, String reason, String note) {
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(about.getMetadata().getName() + "-")
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withType("Normal")
                .withReason(reason)
                .withAction(reason)
                .withNote(note)
                .withReportingController("croft.dev/operator")
                .withReportingInstance(instance)
                .withEventTime(new MicroTime(MICROS.format(clock.instant())))
                .withNewRegarding()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .endRegarding()
                .build();
        requests.announce(event);
    }
}

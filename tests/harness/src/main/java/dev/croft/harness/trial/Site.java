package dev.croft.harness.trial;

import dev.croft.harness.lane.Lane;
import dev.croft.harness.proxy.Upstream;
import dev.croft.harness.state.Recorder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A cluster on which trials run, with all that they share there; changes when they share more. */
public record Site(Lane lane, Recorder recorder, Upstream upstream) implements AutoCloseable {

    private static final Duration GONE = Duration.ofSeconds(60);

    /**
     * Whether a trial has the cluster to itself.
     */
    public enum Use {
        /** Many trials at once, each confined to its own namespaces. */
        SHARED,
        /** One trial at a time, which may stop and restore whatever it likes. */
        ALONE
    }

    /** Starts a cluster of that name. */
    public static Site open(String name) {
        var lane = Lane.start(name);
        lane.installDefinitions();
        // For Projects that name it, where the operator may look at classes.
        lane.admin()
                .resource(new IngressClassBuilder()
                        .withNewMetadata()
                        .withName("traefik")
                        .endMetadata()
                        .withNewSpec()
                        .withController("example.com/ingress")
                        .endSpec()
                        .build())
                .create();
        return new Site(lane, Recorder.on(lane.admin()), new Upstream(URI.create(lane.server()), lane.caCertificate()));
    }

    /** Takes namespaces away with all that is in them, and says whether they are gone. */
    boolean clear(List<String> namespaces) {
        var all = lane.admin().namespaces();
        try {
            namespaces.forEach(name -> all.withName(name).delete());
            return Patience.reached(
                    GONE,
                    () -> namespaces.stream()
                            .allMatch(name -> all.withName(name).get() == null));
        } catch (KubernetesClientException unanswered) {
            return false;
        }
    }

    @Override
    public void close() {
        recorder.close();
        lane.close();
    }
}

package dev.croft.operator.network;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.network.AllowFrom;
import dev.croft.api.v1alpha1.service.network.Egress;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The other ends of the edges that a spec declares; changes with how an edge can lead nowhere. */
public final class Peers {

    private Peers() {}

    /** What is said of the first edge that leads nowhere, in the order of the spec. */
    public static Optional<String> missing(CroftService service, Collection<CroftService> siblings) {
        return Stream.concat(
                        service.getSpec().allowFrom().stream().flatMap(hole -> caller(hole, siblings).stream()),
                        service.getSpec().egress().stream().flatMap(hole -> callee(hole, siblings).stream()))
                .findFirst();
    }

    private static Optional<String> caller(AllowFrom hole, Collection<CroftService> siblings) {
        return hole.service() == null || find(hole.service(), siblings).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "spec.allowFrom: this Project has no Service %s, so nobody is let in by that entry. Create it, or remove the entry."
                                .formatted(hole.service()));
    }

    private static Optional<String> callee(Egress hole, Collection<CroftService> siblings) {
        if (hole.service() == null) {
            return Optional.empty();
        }
        var callee = find(hole.service(), siblings);
        if (callee.isEmpty()) {
            return Optional.of(
                    "spec.egress: this Project has no Service %s, so that entry leads nowhere. Create it, or remove the entry."
                            .formatted(hole.service()));
        }
        var spec = callee.get().getSpec();
        if (spec == null) {
            return Optional.empty();
        }
        var external = spec.external();
        if (external != null && !external.isAddress()) {
            return Optional.of(
                    "spec.egress: Service %s runs under a name of the outside, and a network policy knows no names. Open its range by cidr instead."
                            .formatted(hole.service()));
        }
        boolean answers = external == null
                ? spec.ports().stream().anyMatch(port -> Objects.equals(port.port(), hole.port()))
                : Objects.equals(external.port(), hole.port());
        return answers
                ? Optional.empty()
                : Optional.of(
                        "spec.egress: Service %s has no port %d, so nothing answers there. Name one of its ports, or add that one there."
                                .formatted(hole.service(), hole.port()));
    }

    private static Optional<CroftService> find(String name, Collection<CroftService> siblings) {
        return siblings.stream()
                .filter(sibling -> sibling.getMetadata().getName().equals(name))
                .findFirst();
    }
}

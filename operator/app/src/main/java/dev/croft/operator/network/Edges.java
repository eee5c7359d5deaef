package dev.croft.operator.network;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.DependsOn;
import dev.croft.api.v1alpha1.service.network.Egress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The ways out that a Service declares; changes with the fields that can declare one. */
final class Edges {

    private Edges() {}

    /** What it may call, and what else it waits for. */
    static Stream<Egress> from(CroftService caller) {
        var spec = caller.getSpec();
        return Stream.concat(
                spec.egress().stream(),
                spec.dependsOn().stream()
                        // A policy knows no names.
                        .filter(awaited -> awaited.service() != null || awaited.isAddress())
                        .map(Edges::hole)
                        .filter(hole -> !spec.egress().contains(hole)));
    }

    /** The Services among others whose spec can be read, in order of names. */
    static List<CroftService> readable(Collection<CroftService> siblings) {
        return siblings.stream()
                .filter(sibling -> sibling.getSpec() != null)
                .sorted(Comparator.comparing(sibling -> sibling.getMetadata().getName()))
                .toList();
    }

    private static Egress hole(DependsOn awaited) {
        return awaited.service() == null
                ? new Egress(null, range(Objects.requireNonNull(awaited.host())), awaited.port())
                : new Egress(awaited.service(), null, awaited.port());
    }

    /** One address as a range. */
    static String range(String address) {
        return address + (address.contains(":") ? "/128" : "/32");
    }
}

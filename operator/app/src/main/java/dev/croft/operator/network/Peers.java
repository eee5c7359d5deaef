package dev.croft.operator.network;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.network.AllowFrom;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The other ends of the edges that a spec declares; changes with how an edge can lead nowhere. */
public final class Peers {

    private Peers() {}

    /** What is said of the first edge that leads nowhere, in the order of the spec. */
    public static Optional<String> missing(CroftService service, Collection<CroftService> siblings) {
        return Stream.concat(
                        service.getSpec().allowFrom().stream().flatMap(hole -> caller(hole, siblings).stream()),
                        Stream.concat(
                                service.getSpec().egress().stream()
                                        .flatMap(hole ->
                                                callee("egress", hole.service(), hole.port(), siblings).stream()),
                                service.getSpec().dependsOn().stream()
                                        // A way to a name can only be opened by its range.
                                        .filter(awaited -> !isNamedOutside(awaited.service(), siblings))
                                        .flatMap(awaited ->
                                                callee("dependsOn", awaited.service(), awaited.port(), siblings)
                                                        .stream())))
                .findFirst();
    }

    /**
     * The names along a circle of Services that wait for each other, the given one first and last; empty if it is in none.
     */
    public static Optional<List<String>> circle(CroftService service, Collection<CroftService> siblings) {
        var name = service.getMetadata().getName();
        Map<String, Set<String>> awaited = new TreeMap<>();
        Edges.readable(siblings)
                .forEach(sibling -> awaited.put(sibling.getMetadata().getName(), awaitedBy(sibling)));
        awaited.put(name, awaitedBy(service));
        // From each Service that was reached, the one before it: the shortest way back is found first.
        Map<String, String> before = new HashMap<>();
        Deque<String> reached = new ArrayDeque<>(List.of(name));
        while (!reached.isEmpty()) {
            var here = reached.removeFirst();
            for (String next : awaited.getOrDefault(here, Set.of())) {
                if (next.equals(name)) {
                    return Optional.of(way(name, here, before));
                }
                if (before.putIfAbsent(next, here) == null) {
                    reached.addLast(next);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> way(String name, String last, Map<String, String> before) {
        Deque<String> way = new ArrayDeque<>(List.of(name));
        for (var here = last; !here.equals(name); here = Objects.requireNonNull(before.get(here))) {
            way.addFirst(here);
        }
        way.addFirst(name);
        return List.copyOf(way);
    }

    private static Set<String> awaitedBy(CroftService service) {
        return service.getSpec().dependsOn().stream()
                .flatMap(awaited -> Stream.ofNullable(awaited.service()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> caller(AllowFrom hole, Collection<CroftService> siblings) {
        return hole.service() == null || find(hole.service(), siblings).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "spec.allowFrom: this Project has no Service %s, so nobody is let in by that entry. Create it, or remove the entry."
                                .formatted(hole.service()));
    }

    private static Optional<String> callee(
            String field, @Nullable String name, int port, Collection<CroftService> siblings) {
        if (name == null) {
            return Optional.empty();
        }
        var callee = find(name, siblings);
        if (callee.isEmpty()) {
            return Optional.of(
                    "spec.%s: this Project has no Service %s, so that entry leads nowhere. Create it, or remove the entry."
                            .formatted(field, name));
        }
        var spec = callee.get().getSpec();
        if (spec == null) {
            return Optional.empty();
        }
        var external = spec.external();
        if (external != null && !external.isAddress()) {
            return Optional.of(
                    "spec.%s: Service %s runs under a name of the outside, and a network policy knows no names. Open its range by cidr instead."
                            .formatted(field, name));
        }
        boolean answers = external == null
                ? spec.ports().stream().anyMatch(open -> Objects.equals(open.port(), port))
                : Objects.equals(external.port(), port);
        return answers
                ? Optional.empty()
                : Optional.of(
                        "spec.%s: Service %s has no port %d, so nothing answers there. Name one of its ports, or add that one there."
                                .formatted(field, name, port));
    }

    private static boolean isNamedOutside(@Nullable String name, Collection<CroftService> siblings) {
        return Stream.ofNullable(name)
                .flatMap(known -> find(known, siblings).stream())
                .flatMap(callee -> Stream.ofNullable(callee.getSpec()))
                .flatMap(spec -> Stream.ofNullable(spec.external()))
                .anyMatch(external -> !external.isAddress());
    }

    private static Optional<CroftService> find(String name, Collection<CroftService> siblings) {
        return siblings.stream()
                .filter(sibling -> sibling.getMetadata().getName().equals(name))
                .findFirst();
    }
}

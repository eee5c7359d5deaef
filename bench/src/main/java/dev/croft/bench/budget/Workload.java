package dev.croft.bench.budget;

import dev.croft.harness.state.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Where everything of the workload is, and which part of it an event hits; changes with the workload. */
final class Workload {

    private final List<String> namespaces;
    private final Random random;

    Workload(Size size, long seed) {
        this.namespaces = IntStream.range(0, size.projects())
                .mapToObj("budget-%02d"::formatted)
                .toList();
        this.random = new Random(seed);
    }

    List<String> namespaces() {
        return namespaces;
    }

    List<Place> projects() {
        return at(Kind.PROJECT, Manifests.PROJECT);
    }

    List<Place> shared() {
        return at(Kind.CONFIG_MAP, Manifests.SHARED);
    }

    List<Place> secrets() {
        return at(Kind.SECRET, Manifests.SECRET);
    }

    List<Place> wide() {
        return at(Kind.SERVICE, "wide");
    }

    private List<Place> at(Kind kind, String name) {
        return namespaces.stream()
                .map(namespace -> Place.of(namespace, kind, name))
                .toList();
    }

    List<Place> apps() {
        return namespaces.stream()
                .flatMap(namespace -> IntStream.range(0, Size.APPS_OF_A_PROJECT)
                        .mapToObj(i -> Place.of(namespace, Kind.SERVICE, "app-" + i)))
                .toList();
    }

    List<Place> services() {
        List<Place> services = new ArrayList<>(apps());
        services.addAll(wide());
        return services;
    }

    /** One out of so many, at least one, as the seed wants it. */
    List<Place> oneIn(int parts, List<Place> places) {
        var shuffled = new ArrayList<>(places);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.max(1, places.size() / parts));
    }

    /** One of these kinds, as the seed wants it. */
    Kind any(Kind... kinds) {
        return kinds[random.nextInt(kinds.length)];
    }

    /** The host name of a Service, which no other has. */
    static String host(Place service) {
        return "%s.%s.example.com".formatted(service.key().name(), service.namespace());
    }
}

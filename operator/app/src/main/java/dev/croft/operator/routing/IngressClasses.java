package dev.croft.operator.routing;

import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ingress classes of the cluster.
 *
 * @param byDefault the class of an Ingress that is created without one
 */
public record IngressClasses(Set<String> names, Optional<String> byDefault) {

    private static final String IS_DEFAULT = "ingressclass.kubernetes.io/is-default-class";

    // As the API server chooses among several: the newest, then by name.
    private static final Comparator<IngressClass> NEWEST = Comparator.<IngressClass, String>comparing(
                    found -> Optional.ofNullable(found.getMetadata().getCreationTimestamp())
                            .orElse(""))
            .reversed()
            .thenComparing(found -> found.getMetadata().getName());

    public static IngressClasses of(Collection<IngressClass> found) {
        return new IngressClasses(
                found.stream().map(known -> known.getMetadata().getName()).collect(Collectors.toUnmodifiableSet()),
                found.stream()
                        .filter(IngressClasses::isDefault)
                        .min(NEWEST)
                        .map(known -> known.getMetadata().getName()));
    }

    private static boolean isDefault(IngressClass known) {
        var annotations = known.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(IS_DEFAULT));
    }
}

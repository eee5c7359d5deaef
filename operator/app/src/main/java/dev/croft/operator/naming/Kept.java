package dev.croft.operator.naming;

import dev.croft.api.v1alpha1.project.Project;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/**
 * Objects that hold data and so outlive what they were made for: no controller owns them, they are never pruned, and a
 * Service of the same name in a Project of the same name takes them up again. Changes with what makes them its own.
 */
public final class Kept {

    /** The names of the Project and Service that take an object up again. */
    public record For(String project, String service) {}

    private Kept() {}

    /** The annotation that tells whose an object is, also to those who come later. */
    public static Map<String, String> mark(Project project, String service) {
        return Map.of(Annotations.KEPT_FOR, project.getMetadata().getName() + "/" + service);
    }

    /** Whether an object outlives its owner. */
    public static boolean is(HasMetadata object) {
        return mark(object).isPresent();
    }

    /** Whether a live object is the one that is wanted, and nobody else's. Either of annotation and labels is enough. */
    public static boolean isSame(HasMetadata wanted, HasMetadata live) {
        return is(wanted)
                && Owner.of(live).isEmpty()
                && (mark(wanted).equals(mark(live))
                        || labels(live).entrySet().containsAll(labels(wanted).entrySet()));
    }

    /** For whom an object is kept, as its annotation tells it; empty where it has none or one that is not Croft's. */
    public static Optional<For> owner(HasMetadata object) {
        return mark(object)
                .map(mark -> mark.split("/", -1))
                .filter(names -> names.length == 2)
                .map(names -> new For(names[0], names[1]));
    }

    /** Whether an object is kept for a Service of this name in this Project. */
    public static boolean isFor(Project project, String service, HasMetadata object) {
        return owner(object)
                .filter(kept -> kept.project().equals(project.getMetadata().getName())
                        && kept.service().equals(service))
                .isPresent();
    }

    private static Optional<String> mark(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.KEPT_FOR));
    }

    private static Map<String, String> labels(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
    }
}

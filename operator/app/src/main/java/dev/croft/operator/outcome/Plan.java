package dev.croft.operator.outcome;

import dev.croft.operator.naming.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The complete list of what should exist for one custom resource, and what stands in the way.
 *
 * @param base objects that others rely on; they are there before the workloads start
 * @param workloads objects that start pods
 * @param kept objects that stay exactly as they are live, because a gate is closed
 * @param holds what is awaited
 * @param problems what a person must put right
 */
public record Plan(
        List<HasMetadata> base,
        List<HasMetadata> workloads,
        Set<ObjectKey> kept,
        List<Hold> holds,
        List<Problem> problems) {

    /** The objects in the order in which they are brought about. */
    public List<List<HasMetadata>> levels() {
        return List.of(base, workloads);
    }

    /** Every object that must not be pruned. */
    public Set<ObjectKey> wanted() {
        Set<ObjectKey> wanted = new HashSet<>(kept);
        levels().forEach(level -> level.forEach(object -> wanted.add(ObjectKey.of(object))));
        return Collections.unmodifiableSet(wanted);
    }

    /** Collects a plan line by line. */
    public static final class Draft {
        private final List<HasMetadata> base = new ArrayList<>();
        private final List<HasMetadata> workloads = new ArrayList<>();
        private final Set<ObjectKey> kept = new HashSet<>();
        private final List<Hold> holds = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        public void base(HasMetadata object) {
            base.add(object);
        }

        public void workload(HasMetadata object) {
            workloads.add(object);
        }

        /** Leaves a live object as it is, neither written nor pruned. */
        public void keep(HasMetadata live) {
            kept.add(ObjectKey.of(live));
        }

        public void hold(Hold hold) {
            holds.add(hold);
        }

        public void problem(Problem problem) {
            problems.add(problem);
        }

        public boolean isHeld() {
            return !holds.isEmpty() || !problems.isEmpty();
        }

        public Plan finish() {
            return new Plan(
                    List.copyOf(base),
                    List.copyOf(workloads),
                    Set.copyOf(kept),
                    List.copyOf(holds),
                    List.copyOf(problems));
        }
    }
}

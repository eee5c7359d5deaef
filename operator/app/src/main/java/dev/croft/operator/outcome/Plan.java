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
 * @param stops workloads of which no pod is to run; nothing stands in the way of that
 * @param data objects that hold data and outlive the resource; all else waits until they are there
 * @param names objects under whose names pods are reached or closed; nothing leads to them before they are this resource's
 * @param base objects that others rely on; they are there before the workloads start
 * @param workloads objects that start pods
 * @param kept objects that stay exactly as they are live, because a gate is closed
 * @param remade objects that are deleted, and made anew by the pass that this leads to
 * @param discarded objects of other controllers that stand in the way and are made anew by them
 * @param holds what is awaited
 * @param problems what a person must put right
 */
public record Plan(
        List<HasMetadata> stops,
        List<HasMetadata> data,
        List<HasMetadata> names,
        List<HasMetadata> base,
        List<HasMetadata> workloads,
        Set<ObjectKey> kept,
        List<HasMetadata> remade,
        List<HasMetadata> discarded,
        List<Hold> holds,
        List<Problem> problems) {

    /** The objects in the order in which they are brought about. */
    public List<List<HasMetadata>> levels() {
        return List.of(stops, data, names, base, workloads);
    }

    /** Whether what comes after an object waits until that is in place. */
    public boolean isAwaited(HasMetadata object) {
        return data.contains(object) || names.contains(object);
    }

    /** Whether an object is to be brought about, and not only left as it is. */
    public boolean brings(ObjectKey object) {
        return levels().stream().flatMap(List::stream).map(ObjectKey::of).anyMatch(object::equals);
    }

    /** Every object that must not be pruned. */
    public Set<ObjectKey> wanted() {
        Set<ObjectKey> wanted = new HashSet<>(kept);
        remade.forEach(object -> wanted.add(ObjectKey.of(object)));
        levels().forEach(level -> level.forEach(object -> wanted.add(ObjectKey.of(object))));
        return Collections.unmodifiableSet(wanted);
    }

    /** Collects a plan line by line. */
    public static final class Draft {
        private final List<HasMetadata> stops = new ArrayList<>();
        private final List<HasMetadata> data = new ArrayList<>();
        private final List<HasMetadata> names = new ArrayList<>();
        private final List<HasMetadata> base = new ArrayList<>();
        private final List<HasMetadata> workloads = new ArrayList<>();
        private final Set<ObjectKey> kept = new HashSet<>();
        private final List<HasMetadata> remade = new ArrayList<>();
        private final List<HasMetadata> discarded = new ArrayList<>();
        private final List<Hold> holds = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        /** Has a workload end its pods, before anything else is looked at. */
        public void stop(HasMetadata workload) {
            stops.add(workload);
        }

        public void data(HasMetadata object) {
            data.add(object);
        }

        public void name(HasMetadata object) {
            names.add(object);
        }

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

        /** Has a live object made anew, as nothing leads from what it is to what is wanted. */
        public void remake(HasMetadata live) {
            remade.add(live);
        }

        /** Has a live object deleted, whose controller makes another one when it is due. */
        public void discard(HasMetadata live) {
            discarded.add(live);
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
                    List.copyOf(stops),
                    List.copyOf(data),
                    List.copyOf(names),
                    List.copyOf(base),
                    List.copyOf(workloads),
                    Set.copyOf(kept),
                    List.copyOf(remade),
                    List.copyOf(discarded),
                    List.copyOf(holds),
                    List.copyOf(problems));
        }
    }
}

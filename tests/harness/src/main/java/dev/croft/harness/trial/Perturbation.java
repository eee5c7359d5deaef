package dev.croft.harness.trial;

import java.util.List;
import java.util.Optional;

/** One class of trouble; a new class is a new implementation and a line in {@link Perturbations}. */
public interface Perturbation {

    /** Its name on the command line. */
    String name();

    /** What one of its trials needs of its cluster. */
    default Site.Use use(Case of) {
        return Site.Use.SHARED;
    }

    /**
     * Every trial that a whole run of the class holds, the most telling ones first.
     *
     * @param references what each workload leads to without a fault
     * @param seed decides all that the class leaves open
     */
    List<Case> cases(References references, long seed);

    /**
     * Starts the operator, walks the workload to its end and troubles the operator on the way. Returns once all is as
     * users want it again, with every fault over.
     *
     * @throws Finding if the operator breaks a promise meanwhile
     */
    void play(Scene scene, Reference reference);

    /** Whether a trial takes rights away, so that a refused request is no mistake of the manifests. */
    default boolean takesRights(Case of) {
        return false;
    }

    /** Whether others than the operator change its objects, so that a status may be about what was so a moment ago. */
    default boolean othersChangeObjects() {
        return false;
    }

    /** Whether all of its trials together have shown what a whole run of the class must. */
    default boolean isComplete() {
        return true;
    }

    /** What all of its trials have shown together; a run prints it at its end. */
    default Optional<String> report() {
        return Optional.empty();
    }

    /** Which comparisons with a run without faults make sense after a trial. */
    default Comparison comparison(Case of, Reference reference) {
        return Comparison.EXACT;
    }

    /** What must be equal to a run without faults. */
    enum Comparison {
        /** The end state, and how often each object was made and deleted. */
        EXACT,
        /** The same but for digests that pods told of earlier releases, for trouble that hides pods. */
        UNDIGESTED,
        /** The same but for what is remembered of a life, for trouble that adds releases to it. */
        LIVED_ON,
        /** The same where users made every Service anew once, and with it what the operator had made for it. */
        BORN_AGAIN,
        /** The end state but for what is remembered, for trouble that destroys objects itself. */
        DESTROYED,
        /** The same where the order of the store's versions is lost as well, so that no status can be checked by it. */
        REWOUND
    }
}

package dev.croft.harness.run;

import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Verdict;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The deliberately wrong operators of tests/broken, each with the trial that must catch it; changes when there is one
 * more. A harness that lets one of them pass proves nothing.
 */
public enum BrokenBuild {
    NO_RETRY("no-retry", "replies", "web", 1, "dark", "O1"),
    DELETE_BY_NAME("delete-by-name", "replicas", "web", 1, "held-delete", "P-R5"),
    BLIND_APPLY("blind-apply", "replicas", "web", 2, "held", "P-R5"),
    ALWAYS_APPLY("always-apply", "calm", "worker", 1, Case.PLAIN, "O2"),
    STATUS_FIRST("status-first", "calm", "web", 1, Case.PLAIN, "O12"),
    READY_WITHOUT_PODS("ready-without-pods", "calm", "web", 1, Case.PLAIN, "O12"),
    EARLY_GENERATION("early-generation", "calm", "web", 1, Case.PLAIN, "O12"),
    ADOPTS("adopts", "foreign", "worker", 3, "bare", "P-R13"),
    NO_FENCE("no-fence", "replicas", "web", 2, "paused", "P-R5"),
    FORGETS_DRIFT("forgets-drift", "drift", "web", 1, "deleted", "O1");

    private final String build;
    private final String type;
    private final String workload;
    private final int k;
    private final String variant;
    private final String oracle;

    BrokenBuild(String build, String type, String workload, int k, String variant, String oracle) {
        this.build = build;
        this.type = type;
        this.workload = workload;
        this.k = k;
        this.variant = variant;
        this.oracle = oracle;
    }

    /**
     * The build of that name.
     *
     * @throws Misuse if there is none
     */
    public static BrokenBuild named(String name) {
        return Stream.of(values())
                .filter(broken -> broken.build.equals(name))
                .findFirst()
                .orElseThrow(() -> new Misuse("There is no broken build %s; choose from %s."
                        .formatted(
                                name,
                                Arrays.stream(values())
                                        .map(broken -> broken.build)
                                        .collect(Collectors.joining(", ")))));
    }

    public String build() {
        return build;
    }

    /** Whether a verdict is that of the oracle which looks for this very mistake, and no chance failure. */
    public boolean isCaughtBy(Verdict verdict) {
        return verdict instanceof Verdict.Fail fail && fail.path().startsWith(oracle + " ");
    }

    /** The trial in which it must fail. */
    public Case caughtBy(long seed) {
        return new Case(type, workload, k, variant, seed);
    }
}

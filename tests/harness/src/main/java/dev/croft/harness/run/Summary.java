package dev.croft.harness.run;

import dev.croft.harness.trial.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts verdicts by class; changes with what a run tells at its end. */
final class Summary {

    private static final class Count {
        private int passed;
        private int failed;
        private int inconclusive;
    }

    private final Map<String, Count> counts = new TreeMap<>();
    private final List<Verdict> failures = new ArrayList<>();

    void add(Verdict verdict) {
        var count = counts.computeIfAbsent(verdict.of().type(), type -> new Count());
        switch (verdict) {
            case Verdict.Pass ignored -> count.passed++;
            case Verdict.Fail fail -> {
                count.failed++;
                failures.add(fail);
            }
            case Verdict.Inconclusive ignored -> count.inconclusive++;
        }
    }

    /** Whether nothing failed, and no more than that share told nothing. */
    boolean isGood(double inconclusiveAllowed) {
        int all = counts.values().stream()
                .mapToInt(count -> count.passed + count.failed + count.inconclusive)
                .sum();
        int lost =
                counts.values().stream().mapToInt(count -> count.inconclusive).sum();
        return failures.isEmpty() && lost <= all * inconclusiveAllowed;
    }

    void print(PrintWriter out, Duration took) {
        out.printf("%n%-12s %7s %7s %7s %13s%n", "class", "trials", "passed", "failed", "inconclusive");
        var sum = new Count();
        counts.forEach((type, count) -> {
            line(out, type, count);
            sum.passed += count.passed;
            sum.failed += count.failed;
            sum.inconclusive += count.inconclusive;
        });
        line(out, "all", sum);
        out.printf("%nin %d s%n", took.toSeconds());
        failures.forEach(failure -> out.println(failure.line()));
        out.flush();
    }

    private static void line(PrintWriter out, String name, Count count) {
        out.printf(
                "%-12s %7d %7d %7d %13d%n",
                name, count.passed + count.failed + count.inconclusive, count.passed, count.failed, count.inconclusive);
    }
}

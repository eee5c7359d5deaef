package dev.croft.bench.budget;

import dev.croft.bench.count.Line;
import dev.croft.bench.report.Report;
import dev.croft.bench.report.Target;
import dev.croft.testing.ClusterScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench/run budget}; changes with what a person may ask for. */
@Command(
        name = "budget",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Counts the requests that each event costs the API server, and holds them against the request budget.",
            "Takes 3 minutes, with --quick less than 2."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every row is within its allowance",
            "1:a row is beyond its allowance",
            "2:wrong call, or no cluster"
        })
public final class BudgetCommand implements Callable<Integer> {

    private static final Path FOLDER = Path.of("bench", "target", "budget");
    private static final Path FILE = Path.of("bench", "out", "budget.json");

    @Spec
    @SuppressWarnings("NullAway") // Picocli sets it before it calls.
    private CommandSpec spec;

    @Option(names = "--quick", description = "A fifth of the workload, and 10 s of idleness instead of 60.")
    private boolean quick;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides which objects an event hits. Default: a fresh one, which is printed.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the result is left. Default: bench/out/budget.json.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() {
        var written = file.orElseGet(() -> ClusterScript.root().resolve(FILE)).toAbsolutePath();
        // Told now, and not after three minutes.
        if (!Report.isWritable(written)) {
            throw new ParameterException(
                    spec.commandLine(), "%s cannot be written; name a file with --out.".formatted(written));
        }
        var out = spec.commandLine().getOut();
        var size = quick ? Size.QUICK : Size.FULL;
        long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1_000_000));
        var folder = ClusterScript.root().resolve(FOLDER);
        out.printf(
                "Request budget with seed %d: %d Services and %d Projects; logs in %s%n",
                chosen, size.services(), size.projects(), ClusterScript.root().relativize(folder));
        out.flush();
        long began = System.nanoTime();
        var outcome = Budget.run(size, chosen, "budget", folder, new Table(out)::print);
        report(size, chosen, outcome).write(written);
        out.printf(
                "%n%d of %d within their allowance, in %d s; %s%n",
                outcome.lines().size() - outcome.beyond().size(),
                outcome.lines().size(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                written);
        out.flush();
        return outcome.beyond().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Report report(Size size, long seed, Budget.Outcome outcome) {
        Map<String, Map<String, ? extends Number>> counts = new LinkedHashMap<>();
        outcome.lines().forEach(line -> counts.put(line.event(), line.counts()));
        return Report.ofCounts(
                "budget",
                outcome.versions(),
                Map.of(
                        "projects", size.projects(),
                        "apps", size.apps(),
                        "wide", size.wide(),
                        "idleSeconds", size.idle().toSeconds()),
                seed,
                counts,
                Map.of(
                        "within",
                        outcome.lines().size() - outcome.beyond().size(),
                        "beyond",
                        outcome.beyond().size()),
                outcome.lines().stream().map(BudgetCommand::target).toList());
    }

    private static Target target(Line line) {
        return new Target(
                "P-P1 " + line.event(),
                line.allowed(),
                line.counted(),
                line.isWithin() ? Target.Verdict.MET : Target.Verdict.MISSED);
    }
}

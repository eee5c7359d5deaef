package dev.croft.harness.run;

import dev.croft.harness.replica.Build;
import dev.croft.harness.trial.Bench;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Perturbations;
import dev.croft.harness.trial.Workloads;
import dev.croft.testing.ClusterScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tests/harness/run}: plays trials and tells their verdicts; changes with what a person may ask for. */
@Command(
        name = "tests/harness/run",
        mixinStandardHelpOptions = true,
        versionProvider = Run.Version.class,
        sortOptions = false,
        description =
                "Troubles the packaged operator on a real control plane, and looks whether it keeps its promises.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every trial passed",
            "1:a trial failed, more than 2 %% were inconclusive, or a whole run needed not every right or missed a property",
            "2:wrong call, or no cluster"
        })
public final class Run implements Callable<Integer> {

    private static final double INCONCLUSIVE_ALLOWED = 0.02;
    // Broken connections are what trials are made of, and no news. Held here, or the settings would be forgotten.
    private static final List<Logger> QUIET =
            Stream.of("io.vertx", "io.fabric8").map(Logger::getLogger).toList();

    @Spec
    @SuppressWarnings("NullAway") // Picocli sets it before it calls.
    private CommandSpec spec;

    @Option(names = "--class", paramLabel = "NAME", description = "Only this class of trouble; may be repeated.")
    private List<String> types = new ArrayList<>();

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "Only this workload; a file of tests/harness/workloads without its ending.")
    private Optional<String> workload = Optional.empty();

    @Option(names = "--k", paramLabel = "N", description = "Only this instance of the class.")
    private Optional<Integer> k = Optional.empty();

    @Option(names = "--variant", paramLabel = "NAME", description = "Only this variant of the class.")
    private Optional<String> variant = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides all that is left open. Default: a fresh one, which is printed.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--trial",
            paramLabel = "CLASS/WORKLOAD/K/VARIANT/SEED",
            description = "This trial and no other, such as kill/web/7/after/3; may be repeated.")
    private List<String> trials = new ArrayList<>();

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often each trial is played. Default: ${DEFAULT-VALUE}.")
    private int times;

    @Option(names = "--all", description = "Every trial of the chosen classes; without it a seeded sample.")
    private boolean all;

    @Option(
            names = "--each",
            paramLabel = "N",
            defaultValue = "3",
            description = "Trials of each class in a sample. Default: ${DEFAULT-VALUE}.")
    private int each;

    @Option(names = "--list", description = "Print the trials that would be played, and play none.")
    private boolean list;

    @Option(
            names = "--broken",
            paramLabel = "NAME",
            description = "Try this deliberately wrong build instead of the good one.")
    private Optional<String> broken = Optional.empty();

    @Mixin
    private Size size = new Size();

    /** How big the bench is. */
    static final class Size {
        @Option(
                names = "--at-once",
                paramLabel = "N",
                defaultValue = "16",
                description =
                        "Trials at work at the same time on the shared cluster; those that rest are not counted. Default: ${DEFAULT-VALUE}.")
        int atOnce;

        @Option(
                names = "--alone",
                paramLabel = "N",
                defaultValue = "6",
                description = "Clusters for trials that need one to themselves. Default: ${DEFAULT-VALUE}.")
        int alone;

        @Option(
                names = "--quiet",
                paramLabel = "SECONDS",
                defaultValue = "60",
                description = "How long nothing may be written after a trial. Default: ${DEFAULT-VALUE}.")
        int quiet;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Croft trials"};
        }
    }

    public static void main(String... arguments) {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Run()).setExecutionExceptionHandler(new Explanation("The trials cannot be played"));
    }

    @Override
    public Integer call() {
        if (each < 1 || times < 1 || size.atOnce < 1 || size.alone < 1 || size.quiet < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--each, --times, --at-once, --alone and --quiet must be at least 1.");
        }
        var out = spec.commandLine().getOut();
        long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1_000_000));
        var chosenTypes = types.isEmpty()
                ? Perturbations.all()
                : types.stream().map(Perturbations::named).toList();
        var named = trials.isEmpty()
                ? broken.filter(name -> types.isEmpty()).stream()
                        .map(BrokenBuild::named)
                        .map(wrong -> wrong.caughtBy(chosen))
                        .toList()
                : trials.stream().map(Case::parse).toList();
        var workloads = workload.map(name -> List.of(Workloads.named(name))).orElseGet(Workloads::all);
        var folder = ClusterScript.root().resolve(Path.of("tests", "harness", "target", "trials"));
        out.printf(
                "Trials with seed %d%s; logs in %s%n",
                chosen,
                broken.map(name -> " of the broken build " + name).orElse(""),
                ClusterScript.root().relativize(folder));
        out.flush();
        var settings = new Bench.Settings(
                chosen,
                Duration.ofSeconds(size.quiet),
                size.atOnce,
                size.alone,
                Build.packaged(Optional.empty()),
                folder);
        long began = System.nanoTime();
        try (var bench = Bench.open(settings, workloads)) {
            bench.references()
                    .all()
                    .forEach(reference -> out.printf(
                            "workload %-8s %3d writes; not compared: %s%n",
                            reference.workload().name(),
                            reference.writes(),
                            reference.mask().pathsThatDiffered()));
            for (var of : named) {
                bench.references().of(of.workload());
                mustExist(of, Perturbations.named(of.type()).cases(bench.references(), of.seed()));
            }
            var once = named.isEmpty()
                    ? chosenTypes.stream()
                            .flatMap(type -> cases(bench, type, chosen).stream())
                            .toList()
                    : named;
            var cases = new ArrayList<Case>();
            Collections.nCopies(times, once).forEach(cases::addAll);
            if (cases.isEmpty()) {
                throw new Misuse("No trial matches; see them with --list --all.");
            }
            if (list) {
                cases.forEach(out::println);
                return CommandLine.ExitCode.OK;
            }
            var summary = new Summary();
            // Some classes mostly wait and others mostly work: mixed, they take the shorter time.
            Collections.shuffle(cases, new Random(chosen));
            bench.play(cases, broken.isPresent() ? Build.packaged(broken) : settings.build(), verdict -> {
                summary.add(verdict);
                out.println(verdict.line());
                out.flush();
            });
            summary.print(out, Duration.ofNanos(System.nanoTime() - began));
            for (var type : chosenTypes) {
                type.report().ifPresent(report -> out.printf("%n%s%n", report));
            }
            var rights = new RightsTable(bench.granted(), bench.used());
            rights.print(out);
            bench.figures().forEach((what, value) -> out.printf("most %s: %.1f%n", what, value));
            out.flush();
            // Fewer trials need fewer rights, and reach fewer properties.
            boolean complete = rights.isTight() && chosenTypes.stream().allMatch(Perturbation::isComplete);
            boolean good = summary.isGood(INCONCLUSIVE_ALLOWED) && (!isWhole() || complete);
            return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    /**
     * Has nobody wait for a trial that cannot be. Whether this very run would list it does not matter: how many writes there
     * are to be killed at, or which workload needs a right, differs a little between runs.
     *
     * @param ofItsClass every trial of the class
     * @throws Misuse if the class has no such variant, or the number is none
     */
    static void mustExist(Case of, List<Case> ofItsClass) {
        if (of.k() < 1 || ofItsClass.stream().map(Case::variant).noneMatch(of.variant()::equals)) {
            throw new Misuse("There is no trial %s; see those of its class with --list --all --class %s --seed %d."
                    .formatted(of.word(), of.type(), of.seed()));
        }
    }

    private boolean isWhole() {
        return all
                && trials.isEmpty()
                && types.isEmpty()
                && workload.isEmpty()
                && k.isEmpty()
                && variant.isEmpty()
                && broken.isEmpty();
    }

    private List<Case> cases(Bench bench, Perturbation type, long chosen) {
        var matching = type.cases(bench.references(), chosen).stream()
                .filter(of -> workload.map(of.workload()::equals).orElse(true))
                .filter(of -> k.map(wanted -> of.k() == wanted).orElse(true))
                .filter(of -> variant.map(of.variant()::equals).orElse(true))
                .toList();
        return all || k.isPresent() ? matching : Sample.of(matching, each, chosen);
    }
}

package dev.croft.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.harness.replica.Build;
import dev.croft.harness.trial.Bench;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Perturbations;
import dev.croft.harness.trial.Verdict;
import dev.croft.harness.trial.Workloads;
import dev.croft.testing.ClusterScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A seeded sample of every class of trouble, and every deliberately wrong build in the trial that must catch it. Another
 * seed: {@code -Dcroft.trials.seed=7}.
 */
@Isolated("It measures time.")
class TrialsIT {

    private static final long SEED = Long.getLong("croft.trials.seed", 1);
    private static final int OF_EACH_CLASS = 1;
    private static final int AT_ONCE = 8;
    private static final int ALONE = 2;
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static @Nullable Bench bench;
    private static List<Played> good = List.of();
    private static Map<BrokenBuild, Future<Verdict>> broken = Map.of();

    private record Played(Case of, Future<Verdict> verdict) {}

    // All are started at once, and get their places as places get free; each test then waits for its own.
    @BeforeAll
    static void startAll() {
        var folder = ClusterScript.root().resolve(Path.of("tests", "harness", "target", "trials"));
        var build = Build.packaged(Optional.empty());
        var opened = Bench.open(new Bench.Settings(SEED, QUIET, AT_ONCE, ALONE, build, folder), Workloads.all());
        bench = opened;
        List<Played> playing = new ArrayList<>();
        for (var type : Perturbations.all()) {
            for (var of : Sample.of(type.cases(opened.references(), SEED), OF_EACH_CLASS, SEED)) {
                playing.add(new Played(of, play(opened, of, build)));
            }
        }
        good = List.copyOf(playing);
        broken = new EnumMap<>(BrokenBuild.class);
        for (var wrong : BrokenBuild.values()) {
            broken.put(wrong, play(opened, wrong.caughtBy(SEED), Build.packaged(Optional.of(wrong.build()))));
        }
    }

    @AfterAll
    static void endAll() {
        THREADS.shutdownNow();
        if (bench != null) {
            bench.close();
        }
    }

    private static Future<Verdict> play(Bench bench, Case of, Build build) {
        return THREADS.submit(() -> bench.play(of, build));
    }

    @TestFactory
    Stream<DynamicTest> keepsItsPromisesUnder() {
        return good.stream()
                .map(played -> DynamicTest.dynamicTest(played.of().toString(), () -> {
                    var verdict = played.verdict().get();
                    System.out.println(verdict.line());
                    assertThat(verdict).as(verdict.line()).isInstanceOf(Verdict.Pass.class);
                }));
    }

    @TestFactory
    Stream<DynamicTest> catchesTheBuild() {
        return broken.entrySet().stream()
                .map(played -> DynamicTest.dynamicTest(played.getKey().build(), () -> {
                    var verdict = played.getValue().get();
                    System.out.println(played.getKey().build() + ": " + verdict.line());
                    assertThat(played.getKey().isCaughtBy(verdict))
                            .as(verdict.line())
                            .isTrue();
                }));
    }
}

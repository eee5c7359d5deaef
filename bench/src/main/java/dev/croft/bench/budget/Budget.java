package dev.croft.bench.budget;

import dev.croft.bench.count.Line;
import dev.croft.bench.count.WholeRun;
import dev.croft.harness.proxy.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The whole program, from an empty cluster to an empty cluster; changes with the order of events. */
public final class Budget {

    private Budget() {}

    /**
     * What a run came to.
     *
     * @param lines the events and then what must be so over the whole run
     * @param versions of the programs that took part
     */
    public record Outcome(List<Line> lines, Map<String, String> versions) {

        public Outcome {
            lines = List.copyOf(lines);
        }

        public List<Line> beyond() {
            return lines.stream().filter(line -> !line.isWithin()).toList();
        }
    }

    /**
     * Counts every event.
     *
     * @param seed decides which part of the workload an event hits
     * @param cluster what the cluster is called on this machine
     * @param folder where logs and the ledger are left
     * @param told hears of each line as soon as it is known
     */
    public static Outcome run(Size size, long seed, String cluster, Path folder, Consumer<Line> told) {
        try (var stage = Stage.open(cluster, folder)) {
            var developer = new Developer(stage.admin(), stage.recorder());
            var counter = new Counter(stage.ledger(), developer::unsettled, told);
            var play = new Play(stage, size, new Workload(size, seed), developer, counter);

            var operator = Lives.first(play);
            Births.play(play);
            NoOps.play(play);
            Edits.play(play);
            Shapes.play(play);
            long quarrel = stage.ledger().mark();
            Drift.play(play);
            long peace = stage.ledger().mark();
            operator = Lives.again(play, operator);
            Lives.pair(play, operator);
            Edits.callers(play);
            Deaths.play(play);

            List<Line> lines = new ArrayList<>(counter.lines());
            var entries = stage.ledger().entries();
            var whole = new ArrayList<>(
                    WholeRun.judge(entries, without(entries, Math.toIntExact(quarrel), Math.toIntExact(peace))));
            whole.add(ends(stage.ended()));
            whole.forEach(told);
            lines.addAll(whole);
            return new Outcome(
                    lines,
                    Map.of("kubernetes", stage.admin().getKubernetesVersion().getGitVersion()));
        }
    }

    private static List<Entry> without(List<Entry> entries, int from, int to) {
        List<Entry> rest = new ArrayList<>(entries.subList(0, from));
        rest.addAll(entries.subList(to, entries.size()));
        return rest;
    }

    private static Line ends(List<String> ended) {
        return new Line(
                "Ends of the operator that nobody asked for",
                "= 0",
                String.valueOf(ended.size()),
                Map.of("count", ended.size()),
                ended);
    }
}

package dev.croft.bench.budget;

import dev.croft.bench.budget.Counter.End;
import dev.croft.bench.count.Allowance;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.trial.Patience;
import java.time.Duration;
import java.util.List;

/** Replicas of the operator come, idle and go; changes with what their lives may cost. */
final class Lives {

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);
    private static final List<String> QUESTIONS =
            List.of("/q/health", "/q/health/live", "/q/health/ready", "/q/metrics");
    private static final int OK = 200;

    private Lives() {}

    /** The first start, on a cluster that holds nothing of Croft's. */
    static Replica first(Play play) {
        return start(play, "Operator start, nothing there", "one");
    }

    /** The same operator starts again over all that it made. */
    static Replica again(Play play, Replica before) {
        before.stop();
        return start(
                play,
                "Operator start, %d Services and %d Projects, all consistent"
                        .formatted(play.size().services(), play.size().projects()),
                "two");
    }

    private static Replica start(Play play, String event, String name) {
        var started = new Replica[1];
        play.counter().countStart(event, Play.start(), name, () -> {
            started[0] = play.stage().start(name);
            play.stage().awaitLeader(started[0]);
            play.stage().awaitReady(started[0]);
        });
        return started[0];
    }

    /** A second replica joins, nothing happens for a while, and then the first one goes. */
    static void pair(Play play, Replica leader) {
        var standby = new Replica[1];
        play.counter().countStart("A second replica starts", Play.start(), "three", () -> {
            standby[0] = play.stage().start("three");
            play.stage().awaitReady(standby[0]);
        });
        idle(play, List.of(leader, standby[0]));
        NoOps.nothing(play, "Leader change", () -> {
            leader.stop();
            play.stage().awaitLeader(standby[0]);
        });
    }

    private static void idle(Play play, List<Replica> replicas) {
        var length = play.size().idle();
        play.counter()
                .count(
                        "Idle for %d s with two replicas, asked for health and metrics".formatted(length.toSeconds()),
                        Allowance.nothing(),
                        End.READY_AND_QUIET,
                        () -> {
                            long until = System.nanoTime() + length.toNanos();
                            while (System.nanoTime() - until < 0) {
                                replicas.forEach(Lives::ask);
                                Patience.pause(BETWEEN_QUESTIONS);
                            }
                        });
    }

    private static void ask(Replica replica) {
        for (var question : QUESTIONS) {
            int code = replica.ask(question);
            if (code != OK) {
                throw new IllegalStateException(
                        "replica %s answers %d to %s".formatted(replica.name(), code, question));
            }
        }
    }
}

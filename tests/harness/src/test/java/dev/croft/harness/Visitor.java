package dev.croft.harness;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks for a page all the time and remembers each answer; changes with how patient visitors are. */
public final class Visitor implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Visitor(Supplier<Answer> ask) {
        var _ = clock.scheduleWithFixedDelay(
                () -> answers.add(ask.get()), 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        clock.close();
    }
}

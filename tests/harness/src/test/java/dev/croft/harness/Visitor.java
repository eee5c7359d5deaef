package dev.croft.harness;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks for a page at a steady pace, however long answers take, and remembers each of them; changes with how patient visitors
 * are.
 */
public final class Visitor implements AutoCloseable {

    private static final int GOOD = 200;

    private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private record Visit(long askedNanos, Answer answer) {}

    Visitor(Supplier<Answer> ask, int perSecond) {
        var _ = clock.scheduleAtFixedRate(
                () -> requests.execute(() -> visit(ask)),
                0,
                TimeUnit.SECONDS.toNanos(1) / perSecond,
                TimeUnit.NANOSECONDS);
    }

    private void visit(Supplier<Answer> ask) {
        long asked = System.nanoTime();
        visits.add(new Visit(asked, ask.get()));
    }

    public List<Answer> answers() {
        return visits.stream().map(Visit::answer).toList();
    }

    public List<Answer> failures() {
        return answers().stream().filter(answer -> answer.status() != GOOD).toList();
    }

    /** The longest time between two requests that were answered well, none of those between them being so. */
    public Duration longestGap() {
        var good = visits.stream()
                .filter(visit -> visit.answer().status() == GOOD)
                .map(Visit::askedNanos)
                .sorted(Comparator.naturalOrder())
                .toList();
        long longest = 0;
        for (int i = 1; i < good.size(); i++) {
            longest = Math.max(longest, good.get(i) - good.get(i - 1));
        }
        return Duration.ofNanos(longest);
    }

    /** Asks no more, and waits for the answers that are still due. */
    public void stop() {
        clock.close();
        requests.close();
    }

    @Override
    public void close() {
        stop();
    }
}

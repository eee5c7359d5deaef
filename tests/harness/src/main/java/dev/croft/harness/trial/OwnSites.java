package dev.croft.harness.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The clusters of a run that serve one trial at a time. One in which a trial went wrong may be broken, and would end all
 * that come after it at once, before the sound ones get to them; so it is never used again. Changes with when a cluster
 * is taken for sound.
 */
final class OwnSites<S> implements AutoCloseable {

    /** Whether the next trial may have the cluster that this one had. */
    enum State {
        SOUND,
        DOUBTFUL
    }

    private final BlockingQueue<Integer> numbers;
    private final List<@Nullable S> sites = new ArrayList<>();
    private final Function<String, S> start;
    private final Consumer<S> end;

    /**
     * So many, none of which is started yet.
     *
     * @param start of one with such a name
     */
    OwnSites(int count, Function<String, S> start, Consumer<S> end) {
        this.start = start;
        this.end = end;
        this.numbers = new ArrayBlockingQueue<>(Math.max(1, count));
        for (int i = 0; i < count; i++) {
            numbers.add(i);
            sites.add(null);
        }
    }

    /** Waits for one, which nobody else uses until it is given back. */
    int take() throws InterruptedException {
        return numbers.take();
    }

    /** Only whoever holds the number comes here, so each is started once; different ones start side by side. */
    S site(int number) {
        var site = sites.get(number);
        if (site == null) {
            site = start.apply("alone-" + number);
            sites.set(number, site);
        }
        return site;
    }

    /** Lets the next trial have it, or a new one in its place. */
    void giveBack(int number, State state) {
        try {
            var site = sites.get(number);
            if (state == State.DOUBTFUL && site != null) {
                sites.set(number, null);
                end.accept(site);
            }
        } catch (RuntimeException broken) {
            // The one that is started under its name ends first what is left of it.
        } finally {
            numbers.add(number);
        }
    }

    @Override
    public void close() {
        sites.forEach(site -> {
            if (site != null) {
                end.accept(site);
            }
        });
    }
}

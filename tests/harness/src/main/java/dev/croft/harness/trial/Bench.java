package dev.croft.harness.trial;

import dev.croft.harness.proxy.Entry;
import dev.croft.harness.proxy.Forwarded;
import dev.croft.harness.replica.Build;
import dev.croft.harness.replica.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The clusters of one run and what all its trials share; changes with how trials get a place. */
public final class Bench implements AutoCloseable {

    /**
     * How a run is set up.
     *
     * @param seed of the whole run
     * @param quiet how long nothing may be written after a trial
     * @param atOnce how many trials are at work on the one cluster that they share; others rest meanwhile
     * @param alone how many clusters there are for trials that need one to themselves
     * @param build the good build, from which is learnt what workloads lead to
     * @param folder where logs and ledgers are left
     */
    public record Settings(long seed, Duration quiet, int atOnce, int alone, Build build, Path folder) {}

    private static final int FORBIDDEN = 403;
    // Most of a trial is rest, in which it needs next to nothing.
    private static final int GUESTS_FOR_A_PLACE = 2;

    private final Settings settings;
    private final Turn turn;
    private final Site shared;
    private final Machine machine = new Machine();
    private final Semaphore guests;
    private final Semaphore places;
    private final OwnSites<Site> own;
    private final Map<Right, LongAdder> used = new ConcurrentHashMap<>();
    private final Map<String, Double> figures = new ConcurrentHashMap<>();
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();
    private final AtomicInteger scenes = new AtomicInteger();
    private @Nullable References references;

    private Bench(Settings settings, Turn turn, Site shared) {
        this.turn = turn;
        this.settings = settings;
        this.shared = shared;
        this.guests = new Semaphore(GUESTS_FOR_A_PLACE * settings.atOnce());
        this.places = new Semaphore(settings.atOnce());
        this.own = new OwnSites<>(settings.alone(), Site::open, Site::close);
    }

    /** Starts the shared cluster, and learns what the workloads lead to. */
    public static Bench open(Settings settings, List<Workload> workloads) {
        var turn = Turn.take(settings.folder());
        var bench = new Bench(settings, turn, Site.open("trials"));
        try {
            bench.prepareStarts(workloads.getFirst());
            bench.references = References.learn(bench, workloads);
            return bench;
        } catch (RuntimeException failed) {
            bench.close();
            throw failed;
        }
    }

    // Every trial starts the operator at least once, so that its start is what a run costs most.
    private void prepareStarts(Workload workload) {
        if (settings.build().isPrepared()) {
            return;
        }
        var of = new Case("start", workload.name(), 1, Case.PLAIN, settings.seed());
        try (var scene = scene(shared, Site.Use.SHARED, of, settings.build().training())) {
            Files.createDirectories(settings.build().cache().getParent());
            var replica = scene.lead(scene.open("one"));
            scene.user().walk(workload, Duration.ofMinutes(2));
            replica.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public References references() {
        if (references == null) {
            throw new IllegalStateException("references are still being learnt");
        }
        return references;
    }

    public long seed() {
        return settings.seed();
    }

    /** What an operator that is confined to its namespaces may do, in them and with its Lease. */
    List<Right> rightsOfOne() {
        var installation = new Installation(shared.lane().admin(), "", Set.of());
        return Stream.of(installation.rules(), installation.leaseRules())
                .flatMap(rules -> Right.of(rules).stream())
                .toList();
    }

    Duration quiet() {
        return settings.quiet();
    }

    /** A place on a cluster, given back by closing it. */
    interface Borrowed extends AutoCloseable {

        Site site();

        /** Does nothing for so long or a little longer; meanwhile others may work on a cluster that is shared. */
        void rest(Duration length);

        /** Says that a cluster which was not shared is as good as it was; without that, the next trial gets a new one. */
        void keep();

        @Override
        void close();
    }

    /** Waits for a place. */
    Borrowed borrow(Site.Use use) {
        try {
            return switch (use) {
                case SHARED -> new Guest();
                case ALONE -> new Owner(own.take());
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run is being broken off", e);
        }
    }

    private final class Guest implements Borrowed {

        Guest() throws InterruptedException {
            guests.acquire();
            // Before there is a place: whoever has rested needs one to go on.
            machine.awaitTime();
            places.acquire();
        }

        @Override
        public Site site() {
            return shared;
        }

        @Override
        public void rest(Duration length) {
            places.release();
            try {
                Patience.pause(length);
            } finally {
                places.acquireUninterruptibly();
            }
        }

        @Override
        public void keep() {
            // Nobody may harm it.
        }

        @Override
        public void close() {
            places.release();
            guests.release();
        }
    }

    private final class Owner implements Borrowed {
        private final int number;
        private OwnSites.State state = OwnSites.State.DOUBTFUL;

        Owner(int number) {
            this.number = number;
        }

        @Override
        public Site site() {
            return own.site(number);
        }

        @Override
        public void rest(Duration length) {
            Patience.pause(length);
        }

        @Override
        public void keep() {
            state = OwnSites.State.SOUND;
        }

        @Override
        public void close() {
            own.giveBack(number, state);
        }
    }

    Scene scene(Site site, Site.Use use, Case of, Build build) {
        var name = "t-%s-%d".formatted(of.type(), scenes.incrementAndGet());
        var folder = settings.folder().resolve(of.word().replace('/', '-'));
        // The same trial may be played more than once in a run.
        for (int again = 2; !folders.add(folder); again++) {
            folder = settings.folder().resolve("%s-%d".formatted(of.word().replace('/', '-'), again));
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Scene(site, use, of, name, folder, build);
    }

    /** Plays one case, with the good build or another, as soon as there is a place for it. */
    public Verdict play(Case of, Build build) {
        return new Course(this).run(Perturbations.named(of.type()), of, build);
    }

    /** Plays cases side by side and hands over each verdict as it falls. */
    public void play(List<Case> cases, Build build, Consumer<Verdict> told) {
        openSites(cases);
        together(cases.stream()
                .map(of -> (Callable<Verdict>) () -> {
                    var verdict = play(of, build);
                    synchronized (told) {
                        told.accept(verdict);
                    }
                    return verdict;
                })
                .toList());
    }

    // Before the first trial: a cluster that starts takes the machine from all that run.
    private void openSites(List<Case> cases) {
        long alone = cases.stream()
                .filter(of -> Perturbations.named(of.type()).use(of) == Site.Use.ALONE)
                .count();
        together(IntStream.range(0, Math.toIntExact(Math.min(alone, settings.alone())))
                .mapToObj(number -> (Callable<Site>) () -> own.site(number))
                .toList());
    }

    /** The greatest of each figure that trials have measured so far. */
    public Map<String, Double> figures() {
        return new TreeMap<>(figures);
    }

    /** Every right that the manifests give to the operator. */
    public Set<Right> granted() {
        var installation = new Installation(shared.lane().admin(), "", Set.of());
        return Stream.of(installation.rules(), installation.clusterRules(), installation.leaseRules())
                .flatMap(rules -> Right.of(rules).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many requests of the run so far needed each right, those without any left out. */
    public Map<Right, Long> used() {
        Map<Right, Long> all = new TreeMap<>();
        used.forEach((right, times) -> all.put(right, times.sum()));
        return all;
    }

    void note(Scene scene) {
        scene.figures().forEach((what, value) -> figures.merge(what, value, Math::max));
        scene.ledger().entries().stream()
                .filter(entry -> entry.forwarded() == Forwarded.YES && entry.code() != FORBIDDEN)
                .map(Entry::call)
                .filter(call -> !call.resource().isEmpty())
                .forEach(call -> used.computeIfAbsent(Right.of(call), right -> new LongAdder())
                        .increment());
    }

    /** The good build. */
    public Build build() {
        return settings.build();
    }

    /** Does several things at once; the first failure ends it. */
    <T> List<T> together(List<Callable<T>> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : work.stream().map(threads::submit).toList()) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run is being broken off", e);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void close() {
        own.close();
        shared.close();
        turn.close();
    }
}

package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.proxy.ApiProxy;
import dev.croft.harness.proxy.Call;
import dev.croft.harness.proxy.Entry;
import dev.croft.harness.proxy.Ledger;
import dev.croft.harness.proxy.Link;
import dev.croft.harness.replica.Build;
import dev.croft.harness.replica.Installation;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.state.Sighting;
import dev.croft.harness.state.Snapshot;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where one trial plays: its namespaces, the operator behind its own way to the API server, and the user who applies
 * the workload. Changes when trials need to do something new there.
 */
public final class Scene implements AutoCloseable {

    private static final String LEASE = "croft-operator";
    private static final Duration START = Duration.ofSeconds(60);

    private final Site site;
    private final Case of;
    private final Path folder;
    private final Build build;
    private final String namespace;
    private final Installation installation;
    private final Ledger ledger;
    private final ApiProxy proxy;
    private final Random random;
    private final User user;
    private final List<Replica> replicas = new ArrayList<>();
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private final Map<String, Double> figures = new ConcurrentHashMap<>();
    private volatile Exits exits = Exits.UNPLANNED;

    /** Whether an operator that ends by itself does what it should in this trial. */
    public enum Exits {
        PLANNED,
        UNPLANNED
    }

    /**
     * @param name unique on the site; the namespaces derive from it
     * @param build what plays the operator
     */
    Scene(Site site, Site.Use use, Case of, String name, Path folder, Build build) {
        this.site = site;
        this.of = of;
        this.namespace = name;
        this.folder = folder;
        this.build = build;
        this.random = of.luck();
        this.user = new User(this);
        this.ledger = Ledger.at(folder.resolve("requests.jsonl"));
        this.proxy = ApiProxy.start(ledger);
        makeNamespace(namespace);
        makeNamespace(elsewhere());
        this.installation = use == Site.Use.SHARED
                ? Installation.confined(admin(), namespace + "-system", Set.of(namespace, elsewhere()))
                : Installation.wholeCluster(admin());
    }

    private void makeNamespace(String name) {
        admin().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .addToLabels("pod-security.kubernetes.io/warn", "restricted")
                        .endMetadata()
                        .build())
                .create();
    }

    public Site site() {
        return site;
    }

    /** Whether what is tried is what ships. */
    boolean isOfGoodBuild() {
        return build.broken().isEmpty();
    }

    public Case of() {
        return of;
    }

    /** Who applies the workload. */
    public User user() {
        return user;
    }

    public Random random() {
        return random;
    }

    /** Luck of its own for one thing of the trial, the same in each replay whatever else happens. */
    public Random random(String what) {
        return new Case(of.type(), of.workload(), of.k(), of.variant() + what, of.seed()).luck();
    }

    /**
     * The step of a workload in which trouble begins: for each k the next of those that give the operator work, from one
     * that the seed chooses.
     */
    public Workload.Step troubled(Workload workload) {
        var busy = workload.steps().stream().filter(Workload.Step::givesWork).toList();
        int start = new Case(of.type(), of.workload(), 0, of.variant(), of.seed())
                .luck()
                .nextInt(busy.size());
        return busy.get((start + of.k()) % busy.size());
    }

    public String namespace() {
        return namespace;
    }

    /** A second namespace that the operator serves and the perturbation does not touch. */
    public String elsewhere() {
        return namespace + "-control";
    }

    public Installation installation() {
        return installation;
    }

    public KubernetesClient admin() {
        return site.lane().admin();
    }

    public Ledger ledger() {
        return ledger;
    }

    public Path folder() {
        return folder;
    }

    // The operator

    /** Opens one more way to the API server, over which one replica goes. */
    public Link open(String replica) {
        var link = proxy.link(replica, site.upstream());
        links.put(replica, link);
        return link;
    }

    /** Starts one more replica on a way of its own; it is not waited for. */
    public Replica start(String name, Link link) {
        return start(name, link, Replica.Talk.USUAL);
    }

    private Replica start(String name, Link link, Replica.Talk talk) {
        var replica = Replica.start(new Replica.Settings(installation, name, link.address(), folder, build, talk));
        replicas.add(replica);
        return replica;
    }

    /** Starts the one replica of a trial that needs no more, and waits until it leads. */
    public Replica lead(Link link) {
        return lead(link, Replica.Talk.USUAL);
    }

    /** The same, with a replica that logs so much. */
    public Replica lead(Link link, Replica.Talk talk) {
        var replica = start("one", link, talk);
        awaitLeader("one");
        return replica;
    }

    /** Waits until a replica leads and calls itself ready; that is no part of any verdict. */
    public void awaitLeader(String name) {
        if (!Patience.reached(START, () -> leads(name))) {
            throw new IllegalStateException(
                    "replica %s does not lead after %d s; its log is in %s".formatted(name, START.toSeconds(), folder));
        }
    }

    /** Whether a replica leads and calls itself ready. */
    public boolean leads(String name) {
        return leader().equals(name) && isReady(name);
    }

    /** Whether a replica is ready, and each that is watches all that it ever watched. */
    public boolean seesAgain() {
        var ready = replicas.stream().filter(Replica::isReady).toList();
        return !ready.isEmpty() && ready.stream().map(Replica::name).allMatch(this::seesAgain);
    }

    private boolean seesAgain(String replica) {
        var link = links.get(replica);
        return link != null
                && link.watches().live().stream()
                        .map(Scene::collection)
                        .collect(Collectors.toSet())
                        .containsAll(ledger.entries().stream()
                                .map(Entry::call)
                                .filter(call -> call.isWatch() && call.replica().equals(replica))
                                .map(Scene::collection)
                                .collect(Collectors.toSet()));
    }

    private static String collection(Call call) {
        return "%s/%s/%s".formatted(call.group(), call.resource(), call.namespace());
    }

    private boolean isReady(String name) {
        return replicas.stream().anyMatch(replica -> replica.name().equals(name) && replica.isReady());
    }

    /** Says that from now on a replica may end by itself, as one that lost its Lease does. */
    public void plan(Exits exits) {
        this.exits = exits;
    }

    boolean exitsArePlanned() {
        return exits == Exits.PLANNED;
    }

    public List<Replica> replicas() {
        return List.copyOf(replicas);
    }

    /** Who holds the Lease; empty if nobody does. */
    public String leader() {
        var lease = admin().leases()
                .inNamespace(installation.system())
                .withName(LEASE)
                .get();
        var holder = lease == null || lease.getSpec() == null
                ? null
                : lease.getSpec().getHolderIdentity();
        return holder == null ? "" : holder;
    }

    // What is to be seen

    /** Notes a figure that the run tells at its end as a maximum over all trials. */
    public void measure(String what, double value) {
        figures.merge(what, value, Math::max);
    }

    Map<String, Double> figures() {
        return Map.copyOf(figures);
    }

    public Map<Key, ObjectNode> present() {
        return site.recorder().present(namespace);
    }

    /** The operator's objects, but for those whose owner the user has deleted, as the cluster collects them at any time. */
    public List<Key> ofLivingOwners() {
        var present = present();
        var owners = present.entrySet().stream()
                .filter(entry -> user.wanted().containsKey(entry.getKey()))
                .map(entry -> entry.getValue().at("/metadata/uid"))
                .collect(Collectors.toSet());
        return present.entrySet().stream()
                .filter(entry -> Snapshot.controller(entry.getValue())
                        .filter(owners::contains)
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    public Optional<ObjectNode> seen(Key key) {
        return site.recorder().present(namespace, key);
    }

    public List<Sighting> history() {
        return site.recorder().history(namespace);
    }

    /** Waits for something, and counts its absence as a failure of the operator. */
    public void await(String oracle, Duration limit, BooleanSupplier done, Supplier<String> otherwise) {
        if (!Patience.reached(limit, done)) {
            throw new Finding(oracle, otherwise.get());
        }
    }

    /** Whether no replica has written anything but the Lease for so long. */
    boolean isQuietFor(Duration length) {
        long since = System.nanoTime() - length.toNanos();
        return writesSince(0).stream().noneMatch(write -> write.answeredNanos() - since > 0);
    }

    /** Every write of any replica since a mark of the ledger, but for the Lease. */
    public List<Entry> writesSince(long mark) {
        return ledger.since(mark).stream()
                .filter(entry -> entry.call().isWrite() && !entry.call().isLease())
                .toList();
    }

    /** Makes somebody who lives elsewhere and is Ready; see {@link Neighbour}. */
    public Neighbour neighbour() {
        return Neighbour.movesIn(this);
    }

    /** Where the API server itself is found, past all proxies. */
    public URI server() {
        return site.upstream().server();
    }

    /**
     * Leaves nothing to the next operator, where that serves the whole cluster and would find it; says whether all is
     * gone.
     */
    boolean vacate() {
        if (!installation.namespaces().isEmpty()) {
            return true;
        }
        replicas.forEach(Replica::close);
        return site.clear(own());
    }

    private List<String> own() {
        return List.of(namespace, elsewhere());
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        proxy.close();
        ledger.close();
        if (!installation.namespaces().isEmpty()) {
            // No more pods; nobody looks at the rest, and to empty a namespace costs a control plane more than a trial.
            own().forEach(name -> Kind.CUSTOM.forEach(
                    kind -> kind.in(admin()).inNamespace(name).delete()));
        }
        own().forEach(site.recorder()::forget);
    }
}

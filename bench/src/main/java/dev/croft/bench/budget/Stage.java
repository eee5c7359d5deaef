package dev.croft.bench.budget;

import dev.croft.harness.proxy.ApiProxy;
import dev.croft.harness.proxy.Ledger;
import dev.croft.harness.replica.Build;
import dev.croft.harness.replica.Installation;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.state.Recorder;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Site;
import dev.croft.harness.trial.Turn;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A cluster with the operator installed for all of it; changes with where the budget is counted. */
final class Stage implements AutoCloseable {

    private static final String LEASE = "croft-operator";
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final Turn turn;
    // Without a program there is no need for a cluster.
    private final Build build = Build.packaged(Optional.empty());
    private final Ledger ledger;
    private final ApiProxy proxy;
    private final Site site;
    private final Installation installation;
    private final List<Replica> replicas = new ArrayList<>();

    private Stage(String cluster, Path folder) {
        this.folder = folder;
        this.turn = Turn.take(folder);
        this.ledger = Ledger.at(folder.resolve("requests.jsonl"));
        this.proxy = ApiProxy.start(ledger);
        this.site = Site.open(cluster);
        this.installation = Installation.wholeCluster(admin());
    }

    /** Starts a cluster of that name; logs and the ledger are left in the folder. */
    static Stage open(String cluster, Path folder) {
        return new Stage(cluster, folder);
    }

    KubernetesClient admin() {
        return site.lane().admin();
    }

    Recorder recorder() {
        return site.recorder();
    }

    Ledger ledger() {
        return ledger;
    }

    void makeNamespace(String name) {
        admin().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
    }

    /** Merges a patch into an object, as somebody who is not Croft. */
    void patch(Place place, String patch) {
        resource(place).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    void delete(Place place) {
        resource(place).delete();
    }

    private Resource<GenericKubernetesResource> resource(Place place) {
        return place.key()
                .kind()
                .in(admin())
                .inNamespace(place.namespace())
                .withName(place.key().name());
    }

    /** Merges a patch into every pod of a Service. */
    void patchPods(Place service, String patch) {
        pods(service).forEach(pod -> pod.patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /** Merges a patch into the status of every pod of a Service, as its kubelet. */
    void patchPodStatus(Place service, String patch) {
        pods(service)
                .forEach(pod -> pod.subresource("status").patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch));
    }

    private Stream<PodResource> pods(Place service) {
        return admin().pods()
                .inNamespace(service.namespace())
                .withLabel("croft.dev/service", service.key().name())
                .resources();
    }

    /** Starts a replica behind a way of its own to the API server; it is not waited for. */
    Replica start(String name) {
        var link = proxy.link(name, site.upstream());
        var replica = Replica.start(
                new Replica.Settings(installation, name, link.address(), folder, build, Replica.Talk.USUAL));
        replicas.add(replica);
        return replica;
    }

    /** Waits until a replica calls itself ready. */
    void awaitReady(Replica replica) {
        await("is not ready", replica, replica::isReady);
    }

    /** Waits until a replica leads. */
    void awaitLeader(Replica replica) {
        await("does not lead", replica, () -> leader().equals(replica.name()));
    }

    private void await(String otherwise, Replica replica, BooleanSupplier done) {
        if (!Patience.reached(START, done)) {
            throw new IllegalStateException("replica %s %s after %d s; its log is in %s"
                    .formatted(replica.name(), otherwise, START.toSeconds(), folder));
        }
    }

    private String leader() {
        var lease = admin().leases()
                .inNamespace(installation.system())
                .withName(LEASE)
                .get();
        var holder = lease == null || lease.getSpec() == null
                ? null
                : lease.getSpec().getHolderIdentity();
        return holder == null ? "" : holder;
    }

    /** The replicas that ended although nobody asked them to. */
    List<String> ended() {
        return replicas.stream()
                .filter(replica -> !replica.exits().isEmpty())
                .map(replica -> "%s with %s".formatted(replica.name(), replica.exits()))
                .toList();
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        proxy.close();
        ledger.close();
        site.close();
        turn.close();
    }
}

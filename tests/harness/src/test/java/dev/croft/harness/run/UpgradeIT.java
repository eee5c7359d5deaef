package dev.croft.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.proxy.ApiProxy;
import dev.croft.harness.proxy.Entry;
import dev.croft.harness.proxy.Ledger;
import dev.croft.harness.replica.Build;
import dev.croft.harness.replica.Installation;
import dev.croft.harness.replica.Replica;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Site;
import dev.croft.harness.trial.Status;
import dev.croft.harness.trial.Workloads;
import dev.croft.testing.ClusterScript;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** P-R19: a newer operator, with another default for pods, takes over a namespace with a Service of every shape. */
class UpgradeIT {

    private static final String NAMESPACE = "upgrade";
    private static final Duration SOON = Duration.ofSeconds(60);
    // What an operator finds at its start it writes in the first seconds.
    private static final Duration QUIET = Duration.ofSeconds(15);
    // As broken build next-version has it.
    private static final long NEXT_DEFAULT = 31;

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    private static final Path FOLDER = ClusterScript.root().resolve(Path.of("tests", "harness", "target", "upgrade"));

    private static Site site;
    private static Installation installation;
    private static Ledger ledger;
    private static ApiProxy proxy;

    @BeforeAll
    static void open() {
        site = Site.open("upgrade");
        ledger = Ledger.at(FOLDER.resolve("requests.jsonl"));
        proxy = ApiProxy.start(ledger);
        installation = Installation.wholeCluster(site.lane().admin());
        site.lane()
                .admin()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void close() {
        proxy.close();
        ledger.close();
        site.close();
    }

    @Test
    void restartsNoPodAndBringsItsDefaultsWithTheNextRelease() {
        var objects = Stream.of("shapes", "web")
                .flatMap(workload -> Workloads.named(workload).steps().getFirst().apply().stream())
                .toList();
        Map<Key, String> pods;
        Map<Key, JsonNode> templates;
        try (var today = start("today", Build.packaged(Optional.empty()))) {
            leads(today);
            objects.forEach(UpgradeIT::apply);
            await("all are Ready").atMost(SOON).until(() -> unready(objects).isEmpty());
            // The recorder may hear of pods a moment later than of what is said of them.
            pods = await("pods are seen")
                    .during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(UpgradeIT::pods, now -> now.size() > 4);
            templates = templates();
            today.stop();
        }
        long mark = ledger.mark();

        try (var next = start("next", Build.packaged(Optional.of("next-version")))) {
            leads(next);
            await("nothing happens").during(QUIET).atMost(QUIET.plusSeconds(10)).until(() -> pods().equals(pods));
            assertThat(ledger.since(mark))
                    .extracting(Entry::call)
                    .filteredOn(call -> call.isWrite() && !call.isLease())
                    .isEmpty();
            assertThat(templates()).isEqualTo(templates);
            assertThat(unready(objects)).isEmpty();

            // And the default comes with the next release of each.
            objects.stream()
                    .filter(UpgradeIT::hasImage)
                    .map(UpgradeIT::released)
                    .forEach(UpgradeIT::apply);

            await("each has the new default")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(templates())
                            .hasSameSizeAs(templates)
                            .allSatisfy((key, template) -> assertThat(template.at("/spec/terminationGracePeriodSeconds")
                                            .asLong())
                                    .isEqualTo(NEXT_DEFAULT)));
            await("all are Ready").atMost(SOON).until(() -> unready(objects).isEmpty());
            // What is Ready may have pods that still end.
            await("the pods of before are gone")
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(pods().values()).doesNotContainAnyElementsOf(pods.values()));
        }
    }

    private static Replica start(String name, Build build) {
        var link = proxy.link(name, site.upstream());
        return Replica.start(
                new Replica.Settings(installation, name, link.address(), FOLDER, build, Replica.Talk.USUAL));
    }

    private static void leads(Replica replica) {
        await(replica.name() + " leads").atMost(SOON).until(() -> {
            var lease = site.lane()
                    .admin()
                    .leases()
                    .inNamespace(installation.system())
                    .withName("croft-operator")
                    .get();
            return lease != null && replica.name().equals(lease.getSpec().getHolderIdentity()) && replica.isReady();
        });
    }

    private static void apply(ObjectNode object) {
        var placed = object.deepCopy();
        placed.withObject("/metadata").put("namespace", NAMESPACE);
        var resource =
                Serialization.unmarshal(placed.toString().replace("${canary}", "a"), GenericKubernetesResource.class);
        kind(object)
                .in(site.lane().admin())
                .inNamespace(NAMESPACE)
                .resource(resource)
                .fieldManager("user")
                .forceConflicts()
                .serverSideApply();
    }

    private static Kind kind(ObjectNode object) {
        return Kind.of(object.path("apiVersion").asText(), object.path("kind").asText())
                .orElseThrow();
    }

    private static boolean hasImage(ObjectNode object) {
        return kind(object) == Kind.SERVICE && object.at("/spec").has("image");
    }

    private static ObjectNode released(ObjectNode service) {
        var released = service.deepCopy();
        released.withObject("/spec").put("image", service.at("/spec/image").asText() + "0");
        return released;
    }

    /** Those that are not Ready as they stand. */
    private static List<Key> unready(List<ObjectNode> objects) {
        var present = site.recorder().present(NAMESPACE);
        return objects.stream()
                .filter(object -> Kind.CUSTOM.contains(kind(object)))
                .map(object -> new Key(kind(object), object.at("/metadata/name").asText()))
                .filter(key -> !Status.of(present.getOrDefault(key, NOTHING)).isReady())
                .toList();
    }

    /** UIDs of the pods by name. */
    private static Map<Key, String> pods() {
        return each(Set.of(Kind.POD), "/metadata/uid").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, pod -> pod.getValue().asText()));
    }

    /** The template of every workload. */
    private static Map<Key, JsonNode> templates() {
        var templates = each(Set.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET), "/spec/template");
        templates.putAll(each(Set.of(Kind.CRON_JOB), "/spec/jobTemplate/spec/template"));
        return templates;
    }

    private static Map<Key, JsonNode> each(Set<Kind> kinds, String path) {
        return site.recorder().present(NAMESPACE).entrySet().stream()
                .filter(entry -> kinds.contains(entry.getKey().kind()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().at(path), (one, other) -> one, TreeMap::new));
    }
}

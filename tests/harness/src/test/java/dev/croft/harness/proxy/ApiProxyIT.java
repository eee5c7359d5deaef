package dev.croft.harness.proxy;

import static dev.croft.harness.proxy.Proxied.CONFIG_MAPS;
import static dev.croft.harness.proxy.Proxied.configMap;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.croft.harness.proxy.Proxied.Watching;
import dev.croft.testing.ApiServer;
import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What happens to single calls, and to a link as a whole. */
class ApiProxyIT {

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving();

    private static final int NO_ANSWER = -1;

    @TempDir
    Path folder;

    Proxied proxied;

    @BeforeEach
    void open(Sandbox sandbox) {
        proxied = new Proxied(sandbox, folder);
    }

    @AfterEach
    void close() {
        proxied.close();
    }

    @Test
    void countsEachWriteButNoLeaseAndEntersWhatTheServerSaid(Sandbox sandbox) throws IOException {
        var client = proxied.client();

        client.resource(configMap("a")).create();
        client.leases()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName("lead")
                        .endMetadata()
                        .build())
                .create();
        client.configMaps().withName("a").get();
        client.configMaps().withName("absent").get();
        client.resource(configMap("a")).forceConflicts().serverSideApply();
        client.configMaps().withName("a").delete();

        assertThat(proxied.ledger().entries())
                .allMatch(entry ->
                        entry.forwarded() == Forwarded.YES && entry.treatment().isEmpty())
                .extracting(entry -> "%s %s %s %d %d"
                        .formatted(
                                entry.call().verb(),
                                entry.call().resource(),
                                entry.call().name(),
                                entry.call().write(),
                                entry.code()))
                .containsExactly(
                        "create configmaps  1 201",
                        "create leases  0 201",
                        "get configmaps a 0 200",
                        "get configmaps absent 0 404",
                        "patch configmaps a 2 200",
                        "delete configmaps a 3 200");
        assertThat(proxied.ledger().entries())
                .allMatch(entry -> entry.call().namespace().equals(sandbox.namespace()))
                .allMatch(entry -> entry.replyBytes() > 0);
        assertThat(Files.readAllLines(folder.resolve("ledger.jsonl")))
                .hasSize(6)
                .first()
                .asString()
                .contains("\"verb\":\"create\"", "\"replica\":\"one\"", "\"code\":201");
    }

    @Test
    void answersInTheServersStead() {
        proxied.link().rule(call -> new Treatment.Answer(429, Optional.of(Duration.ofSeconds(2))));

        var refused = failureOf("a");

        assertThat(refused.getCode()).isEqualTo(429);
        assertThat(refused.getStatus().getReason()).isEqualTo("TooManyRequests");
        assertThat(refused.getStatus().getDetails().getRetryAfterSeconds()).isEqualTo(2);
        assertThat(proxied.truth().withName("a").get()).isNull();
        assertThat(onlyWrite()).matches(entry -> entry.code() == 429 && entry.forwarded() == Forwarded.NO);
    }

    @Test
    void resetsWithoutForwarding() {
        proxied.link().rule(call -> new Treatment.Reset());

        assertThat(codeOf("a")).isEqualTo(NO_ANSWER);

        assertThat(proxied.truth().withName("a").get()).isNull();
        assertThat(onlyWrite()).matches(entry -> entry.code() == 0 && entry.forwarded() == Forwarded.NO);
    }

    @Test
    void losesAReplyOfAWriteThatTheServerDid() {
        proxied.link().rule(call -> new Treatment.LoseReply());

        assertThat(codeOf("a")).isEqualTo(NO_ANSWER);

        assertThat(proxied.truth().withName("a").get()).isNotNull();
        assertThat(onlyWrite())
                .matches(entry -> entry.code() == 201 && entry.forwarded() == Forwarded.YES)
                .matches(entry -> entry.treatment().equals("lose-reply") && entry.replyBytes() > 0);
    }

    @Test
    void tellsOfALostReplyToAWriteThatTheServerRefused() {
        proxied.truth().resource(configMap("a")).create();
        proxied.link().rule(call -> new Treatment.LoseReply());

        assertThat(codeOf("a")).isEqualTo(NO_ANSWER);

        assertThat(onlyWrite()).matches(entry -> entry.code() == 409 && entry.forwarded() == Forwarded.YES);
    }

    @Test
    void actsBeforeTheChosenWriteAndNeverForwardsIt() {
        var seen = new AtomicReference<Boolean>();
        proxied.link()
                .rule(call -> call.write() == 2
                        ? new Treatment.Before(() -> seen.set(exists("b")))
                        : new Treatment.Forward());
        proxied.client().resource(configMap("a")).create();

        assertThat(codeOf("b")).isEqualTo(NO_ANSWER);

        assertThat(seen).hasValue(false);
        assertThat(exists("b")).isFalse();
        assertThat(proxied.entries(Call::isWrite)).last().matches(entry -> entry.forwarded() == Forwarded.NO);
    }

    @Test
    void actsAfterTheServerCommittedAndLosesTheReply() {
        var seen = new AtomicReference<Boolean>();
        proxied.link().rule(call -> new Treatment.After(() -> seen.set(exists("a"))));

        assertThat(codeOf("a")).isEqualTo(NO_ANSWER);

        assertThat(seen).hasValue(true);
        assertThat(onlyWrite())
                .matches(entry -> entry.code() == 201 && entry.treatment().equals("after"));
    }

    @Test
    void delays() {
        proxied.link().rule(call -> new Treatment.Delay(Duration.ofMillis(700)));

        proxied.client().resource(configMap("a")).create();

        assertThat(onlyWrite())
                .matches(entry -> entry.code() == 201)
                .extracting(entry ->
                        Duration.ofNanos(entry.answeredNanos() - entry.call().arrivedNanos()))
                .asInstanceOf(InstanceOfAssertFactories.DURATION)
                .isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void givesAReplyLateToWhatIsDoneAtOnce() {
        proxied.link().rule(call -> new Treatment.LateReply(Duration.ofMillis(1_500)));

        var reply = CompletableFuture.supplyAsync(
                () -> proxied.client().resource(configMap("a")).create());

        await().atMost(1, SECONDS).until(() -> exists("a"));
        assertThat(reply).isNotDone();
        assertThat(reply).succeedsWithin(10, SECONDS);
        assertThat(onlyWrite())
                .matches(entry -> entry.code() == 201 && entry.treatment().equals("late-reply"));
    }

    @Test
    void forwardsAHeldWriteWhoseSenderHasGone() {
        var gate = new CompletableFuture<Void>();
        var held = new CompletableFuture<Call>();
        proxied.link().rule(call -> {
            held.complete(call);
            return new Treatment.Hold(gate);
        });
        var client = proxied.client();
        var sent =
                CompletableFuture.runAsync(() -> client.resource(configMap("a")).create());
        held.orTimeout(10, SECONDS).join();
        client.close();
        assertThat(exists("a")).isFalse();

        gate.complete(null);

        await().atMost(10, SECONDS).until(() -> exists("a"));
        await().atMost(10, SECONDS).until(() -> !proxied.entries(Call::isWrite).isEmpty());
        assertThat(onlyWrite())
                .matches(entry -> entry.code() == 201 && entry.treatment().equals("hold"));
        assertThat(sent).isNotNull();
    }

    @Test
    void givesUpAHeldWriteWhoseStageFails() {
        proxied.link().rule(call -> new Treatment.Hold(CompletableFuture.failedFuture(new IOException("given up"))));

        assertThat(codeOf("a")).isEqualTo(NO_ANSWER);

        assertThat(exists("a")).isFalse();
        assertThat(onlyWrite()).matches(entry -> entry.code() == 0 && entry.forwarded() == Forwarded.NO);
    }

    @Test
    void tellsOfARuleThatThrew() {
        proxied.link().rule(call -> {
            throw new IllegalStateException("no such case");
        });

        assertThat(codeOf("a")).isEqualTo(NO_ANSWER);

        assertThat(onlyWrite().treatment()).startsWith(Treatment.FAILED).contains("no such case");
    }

    @Test
    void refusesEveryConnectionUntilMendedAtTheSameAddress() {
        var client = proxied.client();
        client.resource(configMap("a")).create();
        var address = proxied.link().address();

        proxied.link().cut();

        assertThat(codeOf("b")).isEqualTo(NO_ANSWER);
        proxied.link().mend();
        assertThat(proxied.link().address()).isEqualTo(address);
        client.resource(configMap("c")).create();
        assertThat(proxied.entries(Call::isWrite))
                .extracting(entry -> entry.code())
                .containsExactly(201, 201);
    }

    @Test
    void sendsChosenCallsToAnotherServer() {
        var nowhere = new Upstream(URI.create("http://127.0.0.1:1"), "");
        proxied.link().route(call -> call.isWrite() ? nowhere : proxied.upstream());

        assertThat(codeOf("a")).isEqualTo(NO_ANSWER);

        assertThat(proxied.client().configMaps().list().getItems()).isNotEmpty();
        assertThat(onlyWrite()).matches(entry -> entry.code() == 0 && entry.forwarded() == Forwarded.NO);
    }

    @Test
    void entersWarningsOfTheServer(Sandbox sandbox) {
        proxied.client()
                .raw(
                        "/api/v1/namespaces/%s/configmaps?fieldValidation=Warn".formatted(sandbox.namespace()),
                        "POST",
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"},\"colour\":\"red\"}");

        assertThat(onlyWrite().warnings()).singleElement().asString().contains("unknown field", "colour");
    }

    @Test
    void passesLongListsOnAndMeasuresThem() {
        var bulk = "x".repeat(500_000);
        IntStream.range(0, 20)
                .forEach(i -> proxied.truth()
                        .resource(new ConfigMapBuilder(configMap("bulk-" + i))
                                .addToData("bulk", bulk)
                                .build())
                        .create());

        var listed = proxied.client().configMaps().list().getItems();

        assertThat(listed)
                .filteredOn(map -> bulk.equals(map.getData().get("bulk")))
                .hasSize(20);
        assertThat(proxied.entries(CONFIG_MAPS)).singleElement().matches(entry -> entry.code() == 200);
    }

    @Test
    void keepsTwentyReplicasApart() {
        var links =
                IntStream.range(0, 20).mapToObj(i -> proxied.another("r" + i)).toList();
        links.get(7).rule(call -> new Treatment.Answer(503, Optional.empty()));

        var codes = links.parallelStream()
                .map(link -> {
                    var client = proxied.client(link, Watching.BY_WEB_SOCKET);
                    try {
                        client.configMaps().list();
                        return 200;
                    } catch (KubernetesClientException e) {
                        return e.getCode();
                    }
                })
                .toList();

        assertThat(codes).containsOnly(200, 503).containsOnlyOnce(503);
        assertThat(proxied.entries(CONFIG_MAPS))
                .hasSize(20)
                .extracting(entry -> entry.call().sequence())
                .doesNotHaveDuplicates();
    }

    private boolean exists(String name) {
        return proxied.truth().withName(name).get() != null;
    }

    private int codeOf(String name) {
        return failureOf(name).getCode();
    }

    private KubernetesClientException failureOf(String name) {
        var client = proxied.client();
        return catchThrowableOfType(
                KubernetesClientException.class,
                () -> client.resource(configMap(name)).create());
    }

    private Entry onlyWrite() {
        List<Entry> writes = proxied.entries(Call::isWrite);
        assertThat(writes).hasSize(1);
        return writes.getFirst();
    }
}

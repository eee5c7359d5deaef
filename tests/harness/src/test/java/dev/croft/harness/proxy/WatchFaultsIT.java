package dev.croft.harness.proxy;

import static dev.croft.harness.proxy.Proxied.CONFIG_MAPS;
import static dev.croft.harness.proxy.Proxied.configMap;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.croft.harness.proxy.Proxied.Watching;
import dev.croft.testing.ApiServer;
import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to open watches, of either kind, as an informer sees it. */
class WatchFaultsIT {

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving();

    private static final Duration LONG_ENOUGH_TO_SEE = Duration.ofSeconds(2);

    private final List<String> seen = new CopyOnWriteArrayList<>();

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

    @ParameterizedTest
    @EnumSource
    void passesEventsOnAndEntersTheWatchWhenItOpens(Watching watching) {
        informer(watching);

        create("a");

        awaitSeen("a");
        assertThat(watches().open()).filteredOn(CONFIG_MAPS).hasSize(1);
        assertThat(proxied.entries(call -> call.isWatch() && CONFIG_MAPS.test(call)))
                .singleElement()
                .matches(entry -> entry.code() == (watching == Watching.BY_WEB_SOCKET ? 101 : 200));
    }

    @ParameterizedTest
    @MethodSource
    void treatsTheOpeningOfAWatchLikeAnyCall(Treatment treatment) {
        informer(Watching.BY_WEB_SOCKET);
        var once = new AtomicBoolean(true);
        proxied.link()
                .rule(call -> call.isWatch() && once.compareAndSet(true, false) ? treatment : new Treatment.Forward());

        watches().cut(CONFIG_MAPS);
        create("a");

        awaitSeen("a");
        assertThat(proxied.entries(Call::isWatch))
                .element(1)
                .matches(entry -> entry.treatment().equals(treatment.label()));
        await().atMost(10, SECONDS).until(() -> watches().open().size() == 1);
    }

    static Stream<Treatment> treatsTheOpeningOfAWatchLikeAnyCall() {
        return Stream.of(
                new Treatment.Answer(503, Optional.empty()),
                new Treatment.Answer(410, Optional.empty()),
                new Treatment.Reset(),
                new Treatment.LoseReply(),
                new Treatment.Before(() -> {}),
                new Treatment.After(() -> {}),
                new Treatment.LateReply(Duration.ofMillis(300)),
                new Treatment.Delay(Duration.ofMillis(300)));
    }

    @ParameterizedTest
    @EnumSource
    void letsAnInformerReconnectAfterACut(Watching watching) {
        informer(watching);

        assertThat(watches().cut(CONFIG_MAPS)).isEqualTo(1);
        create("a");

        awaitSeen("a");
        assertThat(entered("list")).isEqualTo(1);
        assertThat(entered("watch")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void makesAnInformerListAnewAfterExpiry(Watching watching) {
        informer(watching);

        assertThat(watches().expire(CONFIG_MAPS)).isEqualTo(1);
        create("a");

        awaitSeen("a");
        assertThat(entered("list")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void deliversHeldEventsInOrder(Watching watching) {
        informer(watching);
        watches().hold(CONFIG_MAPS);
        var names = IntStream.range(0, 20).mapToObj(i -> "held-" + i).toList();
        names.forEach(this::create);
        staysUnseen("held-0");

        watches().release();

        awaitSeen("held-19");
        assertThat(seen).filteredOn(name -> name.startsWith("held-")).containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @EnumSource
    void holdsAlsoWhatOpensLater(Watching watching) {
        watches().hold(CONFIG_MAPS);
        informer(watching);
        create("a");
        staysUnseen("a");

        watches().release();

        awaitSeen("a");
    }

    @ParameterizedTest
    @EnumSource
    void keepsFrozenWatchesFromLearningThatTheServerClosedThem(Watching watching) {
        watch(watching, 3);
        watches().freeze(call -> true);
        watch(watching, 3);

        create("a");

        await().during(Duration.ofSeconds(5)).atMost(7, SECONDS).until(() -> entered("watch") == 2);
        watches().release();
        create("b");
        staysUnseen("b");
        assertThat(seen).doesNotContain("a");
        assertThat(watches().open()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void forgetsAFrozenWatchWhenItsClientCloses(Watching watching) {
        var frozen = watch(watching, 40);
        watches().freeze(call -> true);

        frozen.close();

        await().atMost(20, SECONDS).until(() -> watches().open().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void passesTheServersOwnEndOfAWatchOn(Watching watching) {
        watch(watching, 1);

        await().atMost(20, SECONDS).until(() -> entered("watch") >= 2);

        create("a");
        awaitSeen("a");
    }

    @ParameterizedTest
    @EnumSource
    void letsNewWatchesPassWhereAFrozenOneStaysSilent(Watching watching) {
        informer(watching);
        watches().freeze(CONFIG_MAPS);
        create("a");
        staysUnseen("a");
        watches().release();

        informer(watching);

        awaitSeen("a");
        assertThat(seen).containsOnlyOnce("a");
        assertThat(watches().open()).filteredOn(CONFIG_MAPS).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void cutsOffInformersForTheTimeOfAnOutage(Watching watching) {
        informer(watching);
        proxied.link().cut();
        assertThat(watches().open()).isEmpty();
        create("a");
        staysUnseen("a");

        proxied.link().mend();

        awaitSeen("a");
    }

    private Watch watch(Watching watching, long seconds) {
        long before = entered("watch");
        var options = new ListOptionsBuilder().withTimeoutSeconds(seconds).build();
        var watch = proxied.client(proxied.link(), watching).configMaps().watch(options, new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                seen.add(map.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
        await().atMost(10, SECONDS).until(() -> entered("watch") == before + 1);
        return watch;
    }

    private SharedIndexInformer<ConfigMap> informer(Watching watching) {
        long before = entered("watch");
        var informer = proxied.client(proxied.link(), watching).configMaps().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(ConfigMap map) {
                seen.add(map.getMetadata().getName());
            }

            @Override
            public void onUpdate(ConfigMap old, ConfigMap map) {}

            @Override
            public void onDelete(ConfigMap map, boolean unknown) {}
        });
        await().atMost(10, SECONDS).until(() -> entered("watch") == before + 1);
        return informer;
    }

    private Watches watches() {
        return proxied.link().watches();
    }

    private void create(String name) {
        proxied.truth().resource(configMap(name)).create();
    }

    private long entered(String verb) {
        return proxied.entries(call -> CONFIG_MAPS.test(call) && verb.equals(call.verb()))
                .size();
    }

    private void awaitSeen(String name) {
        await().atMost(20, SECONDS).until(() -> seen.contains(name));
    }

    private void staysUnseen(String name) {
        await().during(LONG_ENOUGH_TO_SEE).atMost(5, SECONDS).until(() -> !seen.contains(name));
    }
}

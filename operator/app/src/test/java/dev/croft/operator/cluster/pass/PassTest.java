package dev.croft.operator.cluster.pass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.write.Announcer;
import dev.croft.operator.cluster.write.Applier;
import dev.croft.operator.cluster.write.Gate;
import dev.croft.operator.cluster.write.OwnerCheck;
import dev.croft.operator.cluster.write.Requests;
import dev.croft.operator.cluster.write.StatusWriter;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.outcome.Verdict;
import dev.croft.operator.sample.ApiStore;
import dev.croft.operator.sample.Contents;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.Http;
import dev.croft.operator.sample.OpenFence;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PassTest {

    // The API server has asked for a pause, so that each write ends its pass, which comes again when the pause is over.
    private static final Duration AFTER_A_WRITE = Duration.ofSeconds(7);

    private final HandClock clock = new HandClock();
    private final Caches caches = new Caches(clock);
    private final CroftService service = Samples.service("web", "");
    private final Pass pass = pass();

    @Test
    void writesAStatusThatDiffers() {
        assertThat(lookAfter(given -> told())).isEqualTo(AFTER_A_WRITE);
    }

    @Test
    void writesNoStatusRightAfterAnObjectWentUnderIt() {
        var deployment = owned();
        caches.shelf(Deployment.class).show(deployment);

        var next = lookAfter(given -> {
            caches.shelf(Deployment.class).hide(deployment);
            return told();
        });

        assertThat(next).isEqualTo(OwnerCheck.NEWS);
    }

    @Test
    void entersNoRoomRightAfterAnObjectWent() {
        var deployment = owned();
        caches.shelf(Deployment.class).show(deployment);
        caches.shelf(Deployment.class).hide(deployment);
        clock.advance(Duration.ofMillis(200));

        var next = lookAfter(given -> {
            throw new AssertionError("entered");
        });

        assertThat(next).isEqualTo(OwnerCheck.NEWS.minusMillis(200));
    }

    @Test
    void entersNoRoomWhileWhoeverWroteItsObjectsHadSeenMore() {
        caches.synced().expect(CroftService.class, "");
        var deployment = owned();
        deployment.getMetadata().setAnnotations(Map.of(Annotations.SEEN, "services.croft.dev=5"));
        caches.shelf(Deployment.class).show(deployment);

        var next = lookAfter(given -> {
            throw new AssertionError("entered");
        });

        assertThat(next).isEqualTo(OwnerCheck.BETWEEN_LOOKS);
    }

    @Test
    void writesAStatusOnceTheOwnersNewsWouldHaveCome() {
        var deployment = owned();
        caches.shelf(Deployment.class).show(deployment);
        caches.shelf(Deployment.class).hide(deployment);
        clock.advance(OwnerCheck.NEWS);

        assertThat(lookAfter(given -> told())).isEqualTo(AFTER_A_WRITE.minus(OwnerCheck.NEWS));
    }

    @Test
    void looksWhenABeliefEndsAlthoughADeadlineIsLater() {
        caches.shelf(Deployment.class).wrote(owned());
        service.setStatus(told().status());

        var next = lookAfter(given -> new Verdict<>(given.getStatus(), Optional.of(Duration.ofMinutes(5))));

        assertThat(next).isEqualTo(Duration.ofSeconds(30).plusMillis(100));
    }

    @Test
    void looksAtADeadlineThatIsEarlierThanTheEndOfABelief() {
        caches.shelf(Deployment.class).wrote(owned());
        service.setStatus(told().status());

        var next = lookAfter(given -> new Verdict<>(given.getStatus(), Optional.of(Duration.ofSeconds(5))));

        assertThat(next).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void namesObjectAndWebhookWhenAWriteFailsAgainAndAgain() {
        assertThat(readyAfterThreeFailures("failed calling webhook \"policy.example.com\": connection refused"))
                .isEqualTo("The API server answers code 500 about Deployment web, as webhook policy.example.com fails."
                        + " Croft tries again by itself; if this lasts, look at that webhook.");
    }

    @Test
    void namesTheObjectWhenAWriteFailsAgainAndAgain() {
        assertThat(readyAfterThreeFailures("etcdserver: request timed out"))
                .isEqualTo("The API server answers code 500 about Deployment web."
                        + " Croft tries again by itself; if this lasts, look at the API server.");
    }

    private String readyAfterThreeFailures(String cause) {
        var store = new ApiStore();
        store.put(service);
        var requests = requests(store.client(), new Gate(clock));
        var failing = pass(requests);
        var applier = new Applier(caches, requests, clock);
        var draft = new Plan.Draft();
        draft.workload(owned());
        var plan = draft.finish();
        for (int i = 0; i < 3; i++) {
            store.refuse(500, "InternalError", cause);
            var next = failing.run(service, context(), given -> {
                applier.apply(given, plan, List.of());
                return told();
            });
            clock.advance(Duration.ofMillis(next.getScheduleDelay().orElseThrow()));
        }
        return store.stored(service).getStatus().conditions().getFirst().message();
    }

    private Duration lookAfter(Function<CroftService, Verdict<ServiceStatus>> rooms) {
        return pass.run(service, context(), rooms)
                .getScheduleDelay()
                .map(Duration::ofMillis)
                .orElseThrow();
    }

    private static Verdict<ServiceStatus> told() {
        return new Verdict<>(
                new ServiceStatus(1L, List.of(), null, null, null, null, null, List.of(), List.of()), Optional.empty());
    }

    private Deployment owned() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace("acme")
                .withName("web")
                .withUid("d1")
                .withResourceVersion("7")
                .addNewOwnerReference()
                .withApiVersion(service.getApiVersion())
                .withKind(service.getKind())
                .withName("web")
                .withUid(service.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();
    }

    private Pass pass() {
        var gate = new Gate(clock);
        gate.after(
                Http.request("GET", "/api"),
                Http.answer(429, "Retry-After", String.valueOf(AFTER_A_WRITE.toSeconds())),
                Http.UNREAD);
        return pass(requests(new Contents(List.of()).client(), gate));
    }

    private Requests requests(KubernetesClient client, Gate gate) {
        return new Requests(client, new ObjectMapper(), caches, new OpenFence(clock).renewed(), gate);
    }

    private Pass pass(Requests requests) {
        return new Pass(
                caches,
                new StatusWriter(requests, new ObjectMapper(), clock),
                new Announcer(requests, InstantSource.system(), "one"),
                InstantSource.system(),
                clock);
    }

    @SuppressWarnings("unchecked")
    private static Context<CroftService> context() {
        return (Context<CroftService>) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (context, method, arguments) -> {
                    if ("isPrimaryResourceDeleted".equals(method.getName())) {
                        return false;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}

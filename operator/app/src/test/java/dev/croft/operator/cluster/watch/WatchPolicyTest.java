package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.Http;
import dev.croft.operator.sample.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchPolicyTest {

    private final HandClock clock = new HandClock();
    private final Freshness freshness = new Freshness(clock);
    private final SyncedVersions synced = new SyncedVersions();
    private final WatchPolicy policy = new WatchPolicy(freshness, synced, clock);

    @Test
    void boundsTheLifeOfAWatch() {
        var sent = before("GET", "/apis/apps/v1/deployments?watch=true&resourceVersion=5");

        assertThat(sent.uri()).isEqualTo("/apis/apps/v1/deployments?watch=true&resourceVersion=5&timeoutSeconds=40");
        assertThat(sent.headers()).isEmpty();
    }

    @Test
    void overridesTheLifeThatTheClientAskedFor() {
        var sent = before("GET", "/api/v1/namespaces/acme/pods?timeoutSeconds=555&watch=true");

        assertThat(sent.uri()).isEqualTo("/api/v1/namespaces/acme/pods?timeoutSeconds=40&watch=true");
    }

    @Test
    void keepsAnEncodedSelectorAsItIs() {
        var sent = before("GET", "/api/v1/pods?labelSelector=croft.dev%2Fproject&watch=true");

        assertThat(sent.uri()).isEqualTo("/api/v1/pods?labelSelector=croft.dev%2Fproject&watch=true&timeoutSeconds=40");
    }

    @Test
    void leavesAListAsItIs() {
        assertThat(before("GET", "/api/v1/pods?limit=500").isUntouched()).isTrue();
        assertThat(before("GET", "/api/v1/pods").isUntouched()).isTrue();
    }

    @Test
    void asksForTheMetadataOfSecretsAlone() {
        var listed = before("GET", "/api/v1/secrets?limit=500");
        var watched = before("GET", "/api/v1/namespaces/acme/configmaps?watch=true");

        assertThat(listed.headers())
                .containsEntry("Accept", "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
        assertThat(watched.headers())
                .containsEntry("Accept", "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
    }

    @Test
    void asksForTheWholeOfOneSecret() {
        assertThat(before("GET", "/api/v1/namespaces/acme/secrets/tokens").isUntouched())
                .isTrue();
    }

    @Test
    void leavesWritesAsTheyAre() {
        assertThat(before("POST", "/api/v1/namespaces/acme/secrets").isUntouched())
                .isTrue();
    }

    @Test
    void hearsACollectionWhenItIsAnswered() {
        freshness.expect(new Freshness.Collection("deployments.apps", "acme"));
        clock.advance(Duration.ofSeconds(61));
        policy.after(
                Http.request("GET", "/apis/apps/v1/namespaces/acme/deployments?watch=true"),
                Http.answer(200),
                Http.UNREAD);

        assertThat(freshness.blind()).isEmpty();
    }

    @Test
    void hearsAWatchThatBecomesASocket() {
        freshness.expect(everywhere("pods"));
        clock.advance(Duration.ofSeconds(61));
        policy.after(Http.request("GET", "/api/v1/pods?watch=true"), Http.answer(101), Http.UNREAD);

        assertThat(freshness.blind()).isEmpty();
    }

    @Test
    void doesNotHearARefusalAWriteOrASingleObject() {
        freshness.expect(everywhere("pods"));
        clock.advance(Duration.ofSeconds(61));
        policy.after(Http.request("GET", "/api/v1/pods?watch=true"), Http.answer(403), Http.UNREAD);
        policy.after(Http.request("POST", "/api/v1/pods"), Http.answer(201), Http.UNREAD);
        policy.after(Http.request("GET", "/api/v1/namespaces/acme/pods/one"), Http.answer(200), Http.UNREAD);

        assertThat(freshness.blind()).containsExactly("pods");
    }

    @Test
    void listsAnewAfterAWatchThatCouldNotBeOpened() {
        var watch = Http.request("GET", "/api/v1/pods?resourceVersion=900&watch=true");
        policy.after(watch, Http.answer(429), Http.UNREAD);

        assertThat(before("GET", "/api/v1/pods?resourceVersion=900&watch=true").uri())
                .isEqualTo("/api/v1/pods?resourceVersion=1&watch=true&timeoutSeconds=40");
        assertThat(before("GET", "/api/v1/secrets?resourceVersion=900&watch=true")
                        .uri())
                .contains("resourceVersion=900");
    }

    @Test
    void listsAnewAfterAServerThatWasAway() {
        policy.afterConnectionFailure(
                Http.request("GET", "/api/v1/pods?resourceVersion=900&watch=true"), new IOException("refused"));

        assertThat(before("GET", "/api/v1/pods?watch=true&resourceVersion=900").uri())
                .contains("resourceVersion=1&");
    }

    @Test
    void goesOnFromItsVersionWhereTheServerEndedTheWatchInTime() {
        policy.after(Http.request("GET", "/api/v1/pods?resourceVersion=900&watch=true"), Http.answer(101), Http.UNREAD);
        clock.advance(Duration.ofSeconds(41));

        assertThat(before("GET", "/api/v1/pods?watch=true&resourceVersion=950").uri())
                .contains("resourceVersion=950");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20, 49})
    void listsAnewAfterAWatchThatEndedAtAnotherTime(long seconds) {
        policy.after(Http.request("GET", "/api/v1/pods?resourceVersion=900&watch=true"), Http.answer(101), Http.UNREAD);
        clock.advance(Duration.ofSeconds(seconds));

        assertThat(before("GET", "/api/v1/pods?watch=true&resourceVersion=950").uri())
                .contains("resourceVersion=1&");
    }

    @Test
    void believesItsVersionAgainOnceItHasListed() {
        policy.afterConnectionFailure(
                Http.request("GET", "/api/v1/pods?resourceVersion=900&watch=true"), new IOException("refused"));
        policy.after(Http.request("GET", "/api/v1/pods?resourceVersion=1&watch=true"), Http.answer(101), Http.UNREAD);
        policy.after(Http.request("GET", "/api/v1/pods?limit=500"), Http.answer(200), Http.UNREAD);

        assertThat(before("GET", "/api/v1/pods?resourceVersion=700&watch=true").uri())
                .contains("resourceVersion=700");
    }

    @Test
    void hearsNothingOfOtherNamespaces() {
        freshness.expect(new Freshness.Collection("pods", "acme"));
        clock.advance(Duration.ofSeconds(61));
        policy.after(Http.request("GET", "/api/v1/namespaces/blue/pods?watch=true"), Http.answer(101), Http.UNREAD);

        assertThat(freshness.blind()).containsExactly("pods in acme");
    }

    @Test
    void takesAWatchAndNoListForTheSignThatAllIsKnown() {
        var known = new AtomicBoolean();
        freshness.expect(everywhere("pods"), () -> known.set(true));
        policy.after(Http.request("GET", "/api/v1/pods?resourceVersion=0"), Http.answer(200), Http.UNREAD);
        policy.after(Http.request("GET", "/api/v1/pods?watch=true"), Http.answer(403), Http.UNREAD);

        assertThat(known).isFalse();
        policy.after(Http.request("GET", "/api/v1/pods?watch=true"), Http.answer(101), Http.UNREAD);
        assertThat(known).isTrue();
    }

    @Test
    void takesTheVersionThatAWatchIsOpenedAtForSeen() {
        synced.expect(CroftService.class, "");
        var deployment = Samples.deployment("web", "metadata: {annotations: {croft.dev/seen: services.croft.dev=800}}");
        deployment.getMetadata().setResourceVersion("900");
        var watch = Http.request("GET", "/apis/croft.dev/v1alpha1/services?resourceVersion=850&watch=true");
        policy.after(watch, Http.answer(429), Http.UNREAD);
        assertThat(synced.isBehind(deployment)).isTrue();

        policy.after(watch, Http.answer(101), Http.UNREAD);
        assertThat(synced.isBehind(deployment)).isFalse();
    }

    private static Freshness.Collection everywhere(String resource) {
        return new Freshness.Collection(resource, "");
    }

    private Http.Sent before(String method, String uri) {
        var sent = new Http.Sent();
        policy.before(sent, Http.request(method, uri), Http.NO_TAGS);
        return sent;
    }
}

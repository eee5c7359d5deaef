package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncedVersionsTest {

    private static final Freshness.Collection PROJECTS = new Freshness.Collection("projects.croft.dev", "");
    private static final Freshness.Collection SERVICES = new Freshness.Collection("services.croft.dev", "");

    private final SyncedVersions synced = new SyncedVersions();

    @Test
    void saysNothingBeforeAnythingIsWatched() {
        assertThat(synced.mark("acme")).isEmpty();
        assertThat(synced.isBehind(written("services.croft.dev=5", 9))).isFalse();
    }

    @Test
    void isBehindOnlyWhatTheWatchesHaveNotToldAndWereNotOpenedAfter() {
        expectEverywhere();
        synced.opened(PROJECTS, 7);
        synced.told(service("12"));
        synced.told(service("11"));
        synced.opened(new Freshness.Collection("pods", ""), 99);

        assertThat(synced.isBehind(written("projects.croft.dev=7 services.croft.dev=12", 20)))
                .isFalse();
        assertThat(synced.isBehind(written("projects.croft.dev=8 services.croft.dev=12", 20)))
                .isTrue();
    }

    @Test
    void marksWithTheNewestEventThatOthersGetToKnowAsWell() {
        expectEverywhere();
        synced.told(service("12"));
        synced.opened(SERVICES, 40);

        assertThat(synced.mark("acme")).isEqualTo("projects.croft.dev=0 services.croft.dev=12");
    }

    @Test
    void doesNotTakeOneOfAListForAllBeforeIt() {
        expectEverywhere();
        synced.opened(SERVICES, 5);
        synced.listed(SERVICES);
        synced.told(service("30"));

        assertThat(synced.isBehind(written("services.croft.dev=20", 50))).isTrue();
        synced.opened(SERVICES, 40);
        assertThat(synced.isBehind(written("services.croft.dev=20", 50))).isFalse();
    }

    @Test
    void goesBackWithAStoreThatWasPutBack() {
        expectEverywhere();
        synced.told(service("100"));
        synced.listed(SERVICES);
        synced.opened(SERVICES, 40);

        assertThat(synced.mark("acme")).isEqualTo("projects.croft.dev=0 services.croft.dev=40");
        assertThat(synced.isBehind(written("services.croft.dev=41", 50))).isTrue();
    }

    @Test
    void knowsFromAMarkOfALaterTimeThatTheStoreWasPutBack() {
        expectEverywhere();
        synced.told(service("100"));

        synced.answered(written("services.croft.dev=100", 101));
        assertThat(synced.mark("acme")).isEqualTo("projects.croft.dev=0 services.croft.dev=100");

        synced.answered(written("projects.croft.dev=7 services.croft.dev=100", 60));
        assertThat(synced.mark("acme")).isEqualTo("projects.croft.dev=0 services.croft.dev=0");
        assertThat(synced.isBehind(written("services.croft.dev=61", 70))).isTrue();
    }

    @Test
    void keepsWhatWasListedSinceTheStoreWasPutBack() {
        expectEverywhere();
        synced.listed(PROJECTS);
        synced.opened(PROJECTS, 58);
        synced.told(service("100"));
        synced.listed(SERVICES);

        synced.answered(written("services.croft.dev=100", 60));
        assertThat(synced.isBehind(written("projects.croft.dev=58", 61))).isFalse();
        assertThat(synced.mark("acme")).isEqualTo("projects.croft.dev=0 services.croft.dev=0");

        synced.told(service("55"));
        synced.opened(SERVICES, 59);
        assertThat(synced.mark("acme")).isEqualTo("projects.croft.dev=0 services.croft.dev=55");
        assertThat(synced.isBehind(written("services.croft.dev=59", 62))).isFalse();
    }

    @Test
    void believesNoMarkOfALaterTimeWhenThatTimeHasCome() {
        expectEverywhere();
        synced.told(service("100"));
        synced.answered(written("services.croft.dev=100", 60));

        assertThat(synced.isDisproved(written("services.croft.dev=100", 130))).isTrue();
        assertThat(synced.isBehind(written("services.croft.dev=100", 130))).isFalse();

        synced.told(service("100"));
        synced.answered(written("services.croft.dev=100", 131));

        assertThat(synced.isDisproved(written("services.croft.dev=100", 131))).isFalse();
    }

    @Test
    void tellsNamespacesApartThatAreWatchedEachByItself() {
        synced.expect(CroftService.class, "acme");
        synced.expect(CroftService.class, "other");
        synced.told(service("12"));

        assertThat(synced.mark("acme")).isEqualTo("services.croft.dev=12");
        assertThat(synced.mark("other")).isEqualTo("services.croft.dev=0");
    }

    @Test
    void isBehindWhoHadSeenMoreOfAnyKind() {
        expectEverywhere();
        synced.told(service("12"));

        assertThat(synced.isBehind(written("projects.croft.dev=0 services.croft.dev=12", 20)))
                .isFalse();
        assertThat(synced.isBehind(written("projects.croft.dev=0 services.croft.dev=13", 20)))
                .isTrue();
        assertThat(synced.isBehind(written("projects.croft.dev=1 services.croft.dev=12", 20)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services.croft.dev=20",
                "services.croft.dev=999999999999999999999",
                "services.croft.dev=-13",
                "services.croft.dev",
                "backups.croft.dev=13",
                ""
            })
    void believesNoMarkThatCannotBe(String mark) {
        expectEverywhere();

        assertThat(synced.isBehind(written(mark, 20))).isFalse();
    }

    private void expectEverywhere() {
        synced.expect(Project.class, "");
        synced.expect(CroftService.class, "");
    }

    private static CroftService service(String version) {
        var service = Samples.service("web", "");
        service.getMetadata().setResourceVersion(version);
        return service;
    }

    private static HasMetadata written(String mark, long version) {
        var deployment = Samples.deployment("web", "metadata: {labels: {team: blue}}");
        deployment.getMetadata().setAnnotations(Map.of(Annotations.SEEN, mark));
        deployment.getMetadata().setResourceVersion(String.valueOf(version));
        return deployment;
    }
}

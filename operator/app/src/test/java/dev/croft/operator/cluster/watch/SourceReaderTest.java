package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.croft.operator.sample.Contents;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.sources.ConfigSource;
import dev.croft.operator.sources.Overrides;
import dev.croft.operator.sources.SourceQuestion;
import dev.croft.operator.sources.Sources;
import dev.croft.operator.sources.Templates;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceReaderTest {

    private static final ConfigSource TOKENS = new ConfigSource("Secret", "tokens", false, Set.of("api"));
    private static final ConfigSource MODES = new ConfigSource("ConfigMap", "modes", false, Set.of());

    private final Caches caches = new Caches(new HandClock());
    private final List<HasMetadata> cluster = new ArrayList<>();
    private final Contents contents = new Contents(cluster);
    private final SourceReader reader = new SourceReader(contents.client(), caches, Supplier::get);

    @Test
    void readsASourceThatItDoesNotKnow() {
        secret("tokens", "7", Map.of("api", "c2VjcmV0"));

        var sources = look("", "", TOKENS);

        assertThat(sources.isComplete()).isTrue();
        assertThat(sources.versions()).isEqualTo("Secret/tokens@7+api");
        assertThat(sources.hash()).isNotEmpty();
    }

    @Test
    void readsNothingWhileVersionsAreTheKnownOnes() {
        secret("tokens", "7", Map.of("api", "c2VjcmV0"));

        var sources = look("Secret/tokens@7+api", "known", TOKENS);

        assertThat(sources.hash()).isEqualTo("known");
        assertThat(contents.reads()).isEmpty();
    }

    @Test
    void readsAVersionOnce() {
        secret("tokens", "7", Map.of("api", "c2VjcmV0"));
        look("", "", TOKENS);
        look("", "", TOKENS);

        assertThat(contents.reads()).containsExactly("Secret acme/tokens");
    }

    @Test
    void readsAVersionOnceForAllWhoLookAtTheSameTime() {
        secret("tokens", "7", Map.of("api", "c2VjcmV0"));
        contents.takeTheirTime(Duration.ofMillis(50));

        var all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> look("", "", TOKENS), Thread::startVirtualThread))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(contents.reads()).containsExactly("Secret acme/tokens");
    }

    @Test
    void readsANewVersion() {
        secret("tokens", "7", Map.of("api", "c2VjcmV0"));
        var before = look("", "", TOKENS);
        secret("tokens", "8", Map.of("api", "b3RoZXI="));

        var after = look("", "", TOKENS);

        assertThat(after.versions()).isEqualTo("Secret/tokens@8+api");
        assertThat(after.hash()).isNotEqualTo(before.hash());
    }

    @Test
    void hashesTheContentAndNothingElse() {
        secret("tokens", "7", Map.of("api", "c2VjcmV0"));
        var before = look("", "", TOKENS);
        secret("tokens", "8", Map.of("api", "c2VjcmV0"));

        assertThat(look("", "", TOKENS).hash()).isEqualTo(before.hash());
    }

    @Test
    void looksForAKeyThatIsNamedAnewInAKnownSource() {
        secret("tokens", "7", Map.of("api", "c2VjcmV0"));
        var more = new ConfigSource("Secret", "tokens", false, Set.of("api", "db"));

        var sources = look("Secret/tokens@7+api", "known", more);

        assertThat(sources.missingKeys()).containsExactly("Secret/tokens: db");
        assertThat(sources.isComplete()).isFalse();
    }

    @Test
    void missesASourceThatDoesNotExist() {
        assertThat(look("", "", TOKENS, MODES).missing()).containsExactly(TOKENS, MODES);
        assertThat(contents.reads()).isEmpty();
    }

    @Test
    void missesASourceThatWentAfterTheWatchShowedIt() {
        secret("tokens", "7", Map.of());
        cluster.clear();

        assertThat(look("", "", TOKENS).missing()).containsExactly(TOKENS);
    }

    @Test
    void missesASourceThatGoesWhileAnotherIsRead() {
        secret("tokens", "7", Map.of("api", "c2VjcmV0"));
        var tokens = cluster.getFirst();
        map("modes", "3", Map.of(), Map.of());
        var reading = new SourceReader(contents.client(), caches, new SourceReader.Queue() {
            @Override
            public <T> T pass(Supplier<T> request) {
                caches.sources("Secret").hide(metadata(tokens));
                return request.get();
            }
        });

        // Sources are read in the order of their names.
        assertThat(reading.look("acme", question(TOKENS, MODES), "", "").missing())
                .containsExactly(TOKENS);
    }

    @Test
    void knowsNothingBeforeTheSourcesOfAKindAreListed() {
        caches.sourcesKnown("Secret", "acme", Caches.Known.NOT_YET);
        map("modes", "3", Map.of(), Map.of());

        var sources = look("ConfigMap/modes@3,Secret/tokens@7+api", "known", TOKENS, MODES);

        assertThat(sources).isEqualTo(Sources.unlisted(List.of("Secret")));
        assertThat(look("", "", MODES).isComplete()).isTrue();
        assertThat(reader.look("other", question(TOKENS), "", "").missing()).containsExactly(TOKENS);
    }

    @Test
    void forgetsASourceThatIsGone() {
        secret("tokens", "7", Map.of("api", "c2VjcmV0"));
        look("", "", TOKENS);

        reader.forget("Secret", cluster.getFirst());
        look("", "", TOKENS);

        assertThat(contents.reads()).containsExactly("Secret acme/tokens", "Secret acme/tokens");
    }

    @Test
    void readsInItsTurn() {
        var throttled = new SourceReader(contents.client(), caches, new SourceReader.Queue() {
            @Override
            public <T> T pass(Supplier<T> request) {
                throw new IllegalStateException("not yet");
            }
        });
        secret("tokens", "7", Map.of("api", "c2VjcmV0"));

        assertThatIllegalStateException().isThrownBy(() -> throttled.look("acme", question(TOKENS), "", ""));
        assertThat(contents.reads()).isEmpty();
    }

    @Test
    void doesNotMissAnOptionalSource() {
        assertThat(look("", "", new ConfigSource("Secret", "tokens", true, Set.of())))
                .isEqualTo(Sources.NONE);
    }

    @Test
    void tellsASourceWithoutContentFromNone() {
        map("modes", "3", Map.of(), Map.of());

        assertThat(look("", "", MODES).hash()).isNotEqualTo(Sources.NONE.hash());
    }

    @Test
    void countsBinaryDataOfAConfigMap() {
        map("modes", "3", Map.of("a", "1"), Map.of());
        var before = look("", "", MODES);
        map("modes", "4", Map.of("a", "1"), Map.of("b", "AAAA"));

        assertThat(look("", "", MODES).hash()).isNotEqualTo(before.hash());
    }

    @Test
    void tellsWhichTemplatesCannotBeFilledIn() {
        secret("tokens", "7", Map.of("api", "JHtDT0xPVVJ9ICR7U0laRX0="));
        var templates = templates("files: [{path: /a, template: true, secretRef: {name: tokens, key: api}}]");

        var bad = look(templates, "", "", TOKENS);

        assertThat(bad.badTemplates()).containsExactly("/a names ${COLOUR}, ${SIZE}");
        assertThat(bad.isComplete()).isFalse();
    }

    @Test
    void looksAnewWhereTemplatesAskForSomethingElse() {
        secret("tokens", "7", Map.of("api", "eA=="));
        var good = look(templates("files: [{path: /a, template: true, content: x}]"), "", "", TOKENS);
        var other = templates("files: [{path: /a, template: true, content: \"${NOBODY}\"}]");

        assertThat(good.isComplete()).isTrue();
        assertThat(look(other, good.versions(), good.hash(), TOKENS).badTemplates())
                .containsExactly("/a names ${NOBODY}");
        assertThat(contents.reads()).hasSize(1);
    }

    @Test
    void looksAtNoTemplateWhileSomethingIsMissing() {
        var templates = templates("files: [{path: /a, template: true, secretRef: {name: tokens, key: api}}]");

        assertThat(look(templates, "", "", TOKENS).badTemplates()).isEmpty();
    }

    @Test
    void tellsWhichVariablesOfTheProjectASourceSets() {
        secret("tokens", "7", Map.of("COLOUR", "eA==", "SIZE", "eA=="));
        var question = SourceQuestion.of(
                Samples.project("env: [{name: COLOUR, value: red}, {name: PLACE, value: here}]"),
                Samples.service("web", "envFrom: [{secretRef: {name: tokens}}]"));

        var first = look(question, "", "");
        var second = look(question, first.versions(), first.hash());

        assertThat(first.overridden()).containsExactly("COLOUR");
        assertThat(second).isEqualTo(first);
        assertThat(contents.reads()).hasSize(1);
    }

    private static Templates templates(String spec) {
        return Templates.of(Samples.project(""), Samples.service("web", spec));
    }

    @Test
    void seesNoDifferenceBetweenNoSourceAnyMoreAndNeverAny() {
        var never = look("", "");
        var anyMore = look("Secret/tokens@7", "known");

        assertThat(anyMore).isEqualTo(never);
    }

    private Sources look(String versions, String hash, ConfigSource... wanted) {
        return look(Templates.NONE, versions, hash, wanted);
    }

    private Sources look(Templates templates, String versions, String hash, ConfigSource... wanted) {
        return look(new SourceQuestion(List.of(wanted), templates, Overrides.NONE), versions, hash);
    }

    private Sources look(SourceQuestion question, String versions, String hash) {
        return reader.look("acme", question, versions, hash);
    }

    private static SourceQuestion question(ConfigSource... wanted) {
        return new SourceQuestion(List.of(wanted), Templates.NONE, Overrides.NONE);
    }

    private void secret(String name, String version, Map<String, String> data) {
        put(new SecretBuilder()
                .withNewMetadata()
                .withNamespace("acme")
                .withName(name)
                .withUid("uid")
                .withResourceVersion(version)
                .endMetadata()
                .withData(data)
                .build());
    }

    private void map(String name, String version, Map<String, String> data, Map<String, String> binary) {
        put(new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("acme")
                .withName(name)
                .withUid("uid")
                .withResourceVersion(version)
                .endMetadata()
                .withData(data)
                .withBinaryData(binary)
                .build());
    }

    private void put(HasMetadata source) {
        cluster.clear();
        cluster.add(source);
        caches.sources(source.getKind()).show(metadata(source));
    }

    private static GenericKubernetesResource metadata(HasMetadata source) {
        return new GenericKubernetesResourceBuilder()
                .withKind(source.getKind())
                .withMetadata(source.getMetadata())
                .build();
    }
}

package dev.croft.harness.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.state.Snapshot.Mask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final Key PROJECT = new Key(Kind.PROJECT, "shop");
    private static final Key MAP = new Key(Kind.INGRESS, "web");

    @Test
    void forgetsWhatDiffersBetweenAnyTwoNamespaces() {
        var one = Snapshot.of("t-one", Map.of(PROJECT, project("t-one", "1", 2, 2, "x")));
        var other = Snapshot.of("t-two", Map.of(PROJECT, project("t-two", "9", 7, 7, "x")));

        assertThat(one.differences(other)).isEmpty();
    }

    @Test
    void showsAStatusThatSpeaksOfAnEarlierGeneration() {
        var one = Snapshot.of("t-one", Map.of(PROJECT, project("t-one", "1", 2, 2, "x")));
        var other = Snapshot.of("t-one", Map.of(PROJECT, project("t-one", "1", 2, 1, "x")));

        assertThat(one.differences(other))
                .singleElement()
                .hasToString("Project/shop /status/observedGeneration: \"current\" -> \"old\"");
    }

    @Test
    void showsWhatIsThereOnOneSideAlone() {
        var one = Snapshot.of("t-one", Map.of(PROJECT, project("t-one", "1", 2, 2, "x")));

        assertThat(one.differences(Snapshot.of("t-one", Map.of())))
                .singleElement()
                .hasToString("Project/shop itself: present -> absent");
    }

    @Test
    void leavesOutWhatIsNotTheOperators() {
        assertThat(Snapshot.of("t-one", Map.of(MAP, tree("{metadata: {name: web}}")))
                        .objects())
                .isEmpty();
        assertThat(Snapshot.of(
                                "t-one",
                                Map.of(
                                        MAP,
                                        tree(
                                                "{metadata: {name: web, ownerReferences: [{apiVersion: croft.dev/v1alpha1, controller: true}]}}")))
                        .objects())
                .containsKey(MAP);
    }

    @Test
    void hidesWhereTwoCalmRunsDiffered() {
        var one = Snapshot.of("t-one", Map.of(PROJECT, project("t-one", "1", 2, 2, "x")));
        var other = Snapshot.of("t-one", Map.of(PROJECT, project("t-one", "1", 2, 2, "y")));
        var differences = one.differences(other);

        assertThat(differences).hasSize(1);
        assertThat(Mask.of(differences).hides(differences.getFirst())).isTrue();
        assertThat(Mask.of(List.of()).hides(differences.getFirst())).isFalse();
    }

    @Test
    void hidesTheDigestsOfRememberedReleasesAndNothingElseOfThem() {
        var one = Snapshot.of("t-one", Map.of(PROJECT, remembering("{revision: 1, digest: \"sha256:a\"}")));
        var undigested = Snapshot.of("t-one", Map.of(PROJECT, remembering("{revision: 1}")));
        var another = Snapshot.of("t-one", Map.of(PROJECT, remembering("{revision: 2, digest: \"sha256:a\"}")));
        var mask = Mask.of(List.of()).withoutPastDigests();

        assertThat(undigested.differences(one)).isNotEmpty().allMatch(mask::hides);
        assertThat(one.differences(undigested)).isNotEmpty().allMatch(mask::hides);
        assertThat(another.differences(one)).isNotEmpty().noneMatch(mask::hides);
    }

    @Test
    void hidesWhatIsRememberedOfALifeAndNotWhatIsSoNow() {
        var one = Snapshot.of("t-one", Map.of(PROJECT, remembering("{revision: 1}")));
        var other = Snapshot.of("t-one", Map.of(PROJECT, remembering("{revision: 1}, {revision: 2}")));
        var moved = Snapshot.of("t-one", Map.of(PROJECT, project("t-one", "1", 2, 2, "y")));
        var mask = Mask.of(List.of()).withoutBiography();

        assertThat(one.differences(other)).isNotEmpty().allMatch(mask::hides);
        assertThat(one.differences(moved)).isNotEmpty().anyMatch(difference -> !mask.hides(difference));
    }

    private static ObjectNode remembering(String releases) {
        return tree("{metadata: {name: shop}, status: {history: [%s]}}".formatted(releases));
    }

    private static ObjectNode project(String namespace, String version, int generation, int observed, String url) {
        return tree("""
                {metadata: {name: shop, namespace: %s, uid: u%s, resourceVersion: "%s", generation: %d},
                 status: {observedGeneration: %d, url: "http://%s.%s/"}}""".formatted(namespace, version, version, generation, observed, url, namespace));
    }

    private static ObjectNode tree(String yaml) {
        try {
            return (ObjectNode)
                    new ObjectMapper(new com.fasterxml.jackson.dataformat.yaml.YAMLFactory()).readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }
}

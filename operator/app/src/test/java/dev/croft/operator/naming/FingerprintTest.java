package dev.croft.operator.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    public record Older(@Nullable String image, List<String> args) {}

    public record Newer(
            String image, List<String> args, @Nullable String added, List<String> alsoAdded, Optional<String> third) {}

    @Test
    void isTheSameInEveryVersion() {
        // Changing this value would restart the pods of every installation on its upgrade.
        assertThat(Fingerprint.of(Map.of("image", "shop:1", "args", List.of("a", "b"))))
                .isEqualTo("d5a8221fceaaf2bd");
    }

    @Test
    void hasSixteenHexadecimalDigits() {
        assertThat(Fingerprint.of(null)).matches("[0-9a-f]{16}");
    }

    @Test
    void doesNotCountWhatIsNullOrEmpty() {
        var older = new Older("shop:1", List.of("a"));
        var newer = new Newer("shop:1", List.of("a"), null, List.of(), Optional.empty());

        assertThat(Fingerprint.of(newer)).isEqualTo(Fingerprint.of(older));
    }

    @Test
    void countsAFieldOnceItIsSet() {
        var unset = new Newer("shop:1", List.of("a"), null, List.of(), Optional.empty());
        var set = new Newer("shop:1", List.of("a"), null, List.of(), Optional.of("x"));

        assertThat(Fingerprint.of(set)).isNotEqualTo(Fingerprint.of(unset));
    }

    @Test
    void countsAnEmptyTextAsAValue() {
        // A variable that is set to nothing is not the same as one that is not set.
        assertThat(Fingerprint.of(Map.of("A", ""))).isNotEqualTo(Fingerprint.of(Map.of()));
    }

    @Test
    void treatsAnEmptyMapARecordWithoutValuesAndNullAlike() {
        assertThat(List.of(
                        Fingerprint.of(Map.of()),
                        Fingerprint.of(List.of()),
                        Fingerprint.of(new Older(null, List.of())),
                        Fingerprint.of(Optional.empty())))
                .containsOnly(Fingerprint.of(null));
    }

    @Test
    void doesNotCountTheOrderOfAMap() {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("a", "1");
        one.put("b", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("b", "2");
        other.put("a", "1");

        assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of(other));
    }

    @Test
    void countsTheOrderOfAList() {
        assertThat(Fingerprint.of(List.of("a", "b"))).isNotEqualTo(Fingerprint.of(List.of("b", "a")));
    }

    @Test
    void keepsThePlacesInAListThatHoldNothing() {
        assertThat(Fingerprint.of(Arrays.asList(null, "a"))).isNotEqualTo(Fingerprint.of(Arrays.asList("a", null)));
    }

    @Test
    void cannotBeFooledByQuotesInAValue() {
        assertThat(Fingerprint.of(List.of("a\",\"b"))).isNotEqualTo(Fingerprint.of(List.of("a", "b")));
        assertThat(Fingerprint.of(List.of("a\\", "b"))).isNotEqualTo(Fingerprint.of(List.of("a\",\"b")));
    }

    @Test
    void readsANumberOrNameByItsValue() {
        // How the library prints the holder of the value may change with any release of it.
        assertThat(Fingerprint.of(new IntOrString("http"))).isEqualTo(Fingerprint.of("http"));
        assertThat(Fingerprint.of(new IntOrString(8080))).isEqualTo(Fingerprint.of(8080));
    }
}

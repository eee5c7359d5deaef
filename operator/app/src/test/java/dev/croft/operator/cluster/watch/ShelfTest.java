package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.sample.HandClock;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShelfTest {

    private final HandClock clock = new HandClock();
    private final Shelf<ConfigMap> shelf =
            new Shelf<>(map -> Set.copyOf(map.getData().values()), clock);

    @Test
    void showsWhatTheWatchShowed() {
        shelf.show(object("1", "red"));

        assertThat(shelf.get("acme", "it")).contains(object("1", "red"));
        assertThat(shelf.under("red")).containsExactly(object("1", "red"));
        assertThat(shelf.all()).containsExactly(object("1", "red"));
    }

    @Test
    void showsAWriteBeforeTheWatchDoes() {
        shelf.show(object("1", "red"));
        shelf.wrote(object("2", "blue"));

        assertThat(shelf.get("acme", "it")).contains(object("2", "blue"));
        assertThat(shelf.under("blue")).containsExactly(object("2", "blue"));
        assertThat(shelf.under("red")).isEmpty();
        assertThat(shelf.all()).containsExactly(object("2", "blue"));
    }

    @Test
    void showsACreatedObjectThatTheWatchHasNotSeen() {
        shelf.wrote(object("2", "blue"));

        assertThat(shelf.get("acme", "it")).contains(object("2", "blue"));
        assertThat(shelf.all()).hasSize(1);
    }

    @Test
    void doesNotGoBackToAnOlderStateThatTheWatchShowsLate() {
        shelf.wrote(object("10", "blue"));
        shelf.show(object("9", "red"));

        assertThat(shelf.get("acme", "it")).contains(object("10", "blue"));
        assertThat(shelf.under("red")).isEmpty();
    }

    @Test
    void followsTheWatchOnceItHasCaughtUp() {
        shelf.wrote(object("10", "blue"));
        shelf.show(object("11", "green"));

        assertThat(shelf.get("acme", "it")).contains(object("11", "green"));
        assertThat(shelf.under("green")).hasSize(1);
        assertThat(shelf.under("blue")).isEmpty();
    }

    @Test
    void comparesVersionsAsNumbers() {
        shelf.wrote(object("9", "blue"));
        shelf.show(object("10", "green"));

        assertThat(shelf.get("acme", "it")).contains(object("10", "green"));
    }

    @Test
    void believesTheWatchAgainAfterHalfAMinute() {
        shelf.show(object("1", "red"));
        shelf.wrote(object("2", "blue"));
        // A store that was rolled back never shows version 2.
        shelf.show(object("1", "red"));
        clock.advance(Duration.ofSeconds(30).plusNanos(1));

        assertThat(shelf.get("acme", "it")).contains(object("1", "red"));
        assertThat(shelf.under("red")).containsExactly(object("1", "red"));
        assertThat(shelf.under("blue")).isEmpty();
    }

    @Test
    void believesAWriteForAsLongAsTheWatchIsSilent() {
        shelf.show(object("1", "red"));
        shelf.wrote(object("2", "blue"));
        clock.advance(Duration.ofMinutes(5));

        assertThat(shelf.get("acme", "it")).contains(object("2", "blue"));
        assertThat(shelf.believedUnder("blue")).isEmpty();

        shelf.show(object("1", "red"));

        assertThat(shelf.get("acme", "it")).contains(object("1", "red"));
    }

    @Test
    void believesADeleteForAsLongAsTheWatchIsSilent() {
        shelf.show(object("1", "red"));
        shelf.deleted(object("1", "red"));
        clock.advance(Duration.ofMinutes(5));

        assertThat(shelf.get("acme", "it")).isEmpty();
    }

    @Test
    void keepsTheWriteForAllOfHalfAMinute() {
        shelf.show(object("1", "red"));
        shelf.wrote(object("2", "blue"));
        clock.advance(Duration.ofSeconds(30));

        assertThat(shelf.get("acme", "it")).contains(object("2", "blue"));
    }

    @Test
    void forgetsACreatedObjectThatTheWatchNeverShows() {
        shelf.wrote(object("2", "blue"));
        clock.advance(Duration.ofSeconds(31));

        assertThat(shelf.get("acme", "it")).isEmpty();
        assertThat(shelf.under("blue")).isEmpty();
    }

    @Test
    void hidesADeletedObjectBeforeTheWatchDoes() {
        shelf.show(object("1", "red"));
        shelf.deleted(object("1", "red"));

        assertThat(shelf.get("acme", "it")).isEmpty();
        assertThat(shelf.under("red")).isEmpty();
        assertThat(shelf.all()).isEmpty();
    }

    @Test
    void hidesADeletedObjectWhateverTheWatchStillShowsOfIt() {
        shelf.deleted(object("1", "red"));
        shelf.show(object("5", "red"));

        assertThat(shelf.get("acme", "it")).isEmpty();
    }

    @Test
    void showsASuccessorOfADeletedObject() {
        shelf.show(object("1", "red"));
        shelf.deleted(object("1", "red"));
        shelf.show(successor("6", "red"));

        assertThat(shelf.get("acme", "it")).contains(successor("6", "red"));
        assertThat(shelf.under("red")).containsExactly(successor("6", "red"));
    }

    @Test
    void showsADeletedObjectAgainThatAFinalizerHoldsBack() {
        shelf.show(object("1", "red"));
        shelf.deleted(object("1", "red"));
        shelf.show(object("2", "red"));
        clock.advance(Duration.ofSeconds(31));

        assertThat(shelf.get("acme", "it")).contains(object("2", "red"));
        assertThat(shelf.under("red")).containsExactly(object("2", "red"));
    }

    @Test
    void forgetsAWriteWhenTheWatchSaysThatTheObjectIsGone() {
        shelf.show(object("1", "red"));
        shelf.wrote(object("2", "blue"));
        shelf.hide(object("1", "red"));

        assertThat(shelf.get("acme", "it")).isEmpty();
        assertThat(shelf.under("blue")).isEmpty();
    }

    @Test
    void keepsACreatedSuccessorWhenTheWatchSaysThatThePredecessorIsGone() {
        shelf.show(object("1", "red"));
        shelf.wrote(successor("6", "blue"));
        shelf.hide(object("1", "red"));

        assertThat(shelf.get("acme", "it")).contains(successor("6", "blue"));
        assertThat(shelf.under("blue")).hasSize(1);
    }

    @Test
    void refilesAnObjectWhoseWordsChange() {
        shelf.show(object("1", "red"));
        shelf.show(object("2", "green"));

        assertThat(shelf.under("red")).isEmpty();
        assertThat(shelf.under("green")).hasSize(1);
    }

    @Test
    void givesAnInformerTheStoreOfItsNamespace() {
        var acme = shelf.partition("acme");
        var all = shelf.partition("");
        var elsewhere = shelf.partition("ac");

        var before = acme.put("acme/it", object("1", "red"));

        assertThat(before).isNull();
        assertThat(acme.put("acme/it", object("2", "blue"))).isEqualTo(object("1", "red"));
        assertThat(acme.get("acme/it")).isEqualTo(object("2", "blue"));
        assertThat(acme.getKey(object("1", "red"))).isEqualTo("acme/it");
        assertThat(acme.values()).hasSize(1);
        assertThat(all.size()).isEqualTo(1);
        assertThat(elsewhere.keySet()).isEmpty();
        assertThat(acme.remove("acme/it")).isEqualTo(object("2", "blue"));
        assertThat(shelf.get("acme", "it")).isEmpty();
    }

    @Test
    void missesForAMinuteWhatSomebodyElseRemoved() {
        shelf.show(object("1", "red"));
        assertThat(shelf.lastMissed("acme", "it")).isEmpty();

        shelf.hide(object("1", "red"));

        assertThat(shelf.lastMissed("acme", "it")).isPresent();
        assertThat(shelf.lastMissed("acme", "other")).isEmpty();
        clock.advance(Duration.ofSeconds(61));
        assertThat(shelf.lastMissed("acme", "it")).isEmpty();
    }

    @Test
    void believesNoAnswerAboutWhatTheWatchHasSeenGo() {
        shelf.show(object("1", "red"));
        shelf.hide(object("2", "red"));

        shelf.wrote(object("2", "red"));

        assertThat(shelf.get("acme", "it")).isEmpty();
        assertThat(shelf.under("red")).isEmpty();
    }

    @Test
    void tellsHowLongAnAnswerIsBelievedThatNoWatchConfirms() {
        shelf.wrote(object("1", "red"));
        clock.advance(Duration.ofSeconds(10));
        assertThat(shelf.believedUnder("red")).contains(Duration.ofSeconds(20));

        shelf.show(object("1", "red"));

        assertThat(shelf.believedUnder("red")).isEmpty();
    }

    @Test
    void believesAnAnswerAboutWhatIsBackFromAnEarlierStore() {
        shelf.show(object("1", "red"));
        shelf.hide(object("1", "red"));
        shelf.show(object("1", "red"));

        shelf.wrote(object("2", "blue"));

        assertThat(shelf.under("blue")).hasSize(1);
    }

    @Test
    void knowsHowLongSomethingOfAWordIsMissed() {
        shelf.show(object("1", "red"));
        assertThat(shelf.lastMissedUnder("red")).isEmpty();

        shelf.hide(object("1", "red"));
        clock.advance(Duration.ofSeconds(2));

        assertThat(shelf.lastMissedUnder("red")).contains(Duration.ofSeconds(2));
        assertThat(shelf.lastMissedUnder("blue")).isEmpty();
    }

    @Test
    void missesNothingThatIsBackOrThatCroftRemovedItself() {
        shelf.show(object("1", "red"));
        shelf.hide(object("1", "red"));
        shelf.show(successor("2", "blue"));
        assertThat(shelf.lastMissed("acme", "it")).isEmpty();

        shelf.deleted(successor("2", "blue"));
        shelf.hide(successor("2", "blue"));

        assertThat(shelf.lastMissed("acme", "it")).isEmpty();
    }

    @Test
    void missesNothingThatItNeverKnew() {
        shelf.hide(object("1", "red"));

        assertThat(shelf.lastMissed("acme", "it")).isEmpty();
    }

    private static ConfigMap object(String version, String word) {
        return object("one", version, word);
    }

    private static ConfigMap successor(String version, String word) {
        return object("two", version, word);
    }

    @Test
    void believesAnAnswerAboutWhatTheWatchHadShownGoBefore() {
        shelf.show(object("1", "red"));
        shelf.hide(object("1", "red"));
        clock.advance(Duration.ofSeconds(1));

        shelf.found(object("2", "blue"), Duration.ofSeconds(2));
        assertThat(shelf.get("acme", "it")).isEmpty();

        shelf.found(object("2", "blue"), Duration.ofMillis(10));
        assertThat(shelf.get("acme", "it")).contains(object("2", "blue"));
    }

    private static ConfigMap object(String uid, String version, String word) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("acme")
                .withName("it")
                .withUid(uid)
                .withResourceVersion(version)
                .endMetadata()
                .addToData("word", word)
                .build();
    }
}

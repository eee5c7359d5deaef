package dev.croft.operator.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.ProjectStatus;
import dev.croft.api.v1alpha1.shared.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private enum Word implements Reason {
        Waiting,
        OtherWaiting,
        Broken,
        Fine
    }

    private final Conditions first = new Conditions(null, 1, START);

    @Test
    void isReadyWhenNothingSpeaksAgainstIt() {
        first.isTrue("Deployed", Word.Fine, "Runs.");

        var settled = first.settle();

        assertThat(settled.conditions()).extracting(Condition::type).containsExactly("Deployed", "Ready");
        assertThat(find(settled, "Ready").isTrue()).isTrue();
        assertThat(settled.nextLook()).isEmpty();
    }

    @Test
    void takesReadyFromTheFirstConditionThatIsNotTrue() {
        first.isTrue("Deployed", Word.Fine, "Runs.");
        first.isFalse("Routed", Word.Broken, "No route.");
        first.isFalse("Sealed", Word.Waiting, "No certificate.");

        var ready = find(first.settle(), "Ready");

        assertThat(ready.status()).isEqualTo("False");
        assertThat(ready.reason()).isEqualTo("Broken");
        assertThat(ready.message()).isEqualTo("No route.");
    }

    @Test
    void doesNotKnowWhetherItIsReadyWhileNothingAnswers() {
        first.unknownBy(Word.Waiting, "No answer.");

        var settled = first.settle();

        assertThat(find(settled, "Ready").status()).isEqualTo("Unknown");
        assertThat(find(settled, "Ready").reason()).isEqualTo("Waiting");
        assertThat(find(settled, "Reconciling").isTrue()).isTrue();
    }

    @Test
    void isReconcilingWhileItWaits() {
        first.isTrue("Deployed", Word.Fine, "Runs.");
        first.holds(List.of(Hold.of(Word.Waiting, "No Secret.")));

        var settled = first.settle();

        assertThat(settled.conditions())
                .extracting(Condition::type)
                .containsExactly("Deployed", "Ready", "Reconciling");
        assertThat(find(settled, "Ready").reason()).isEqualTo("Waiting");
        assertThat(find(settled, "Reconciling").isTrue()).isTrue();
        assertThat(settled.nextLook()).contains(Duration.ofMinutes(5));
    }

    @Test
    void isStalledByAProblemEvenWhileItWaitsForSomethingElse() {
        first.holds(List.of(Hold.of(Word.Waiting, "No Secret.")));
        first.problems(List.of(Problem.of(Word.Broken, "Taken.")));

        var settled = first.settle();

        assertThat(settled.conditions()).extracting(Condition::type).containsExactly("Ready", "Stalled");
        assertThat(find(settled, "Ready").reason()).isEqualTo("Broken");
    }

    @Test
    void looksAgainAtAProblemWhoseCureIsOutOfSight() {
        first.problems(List.of(Problem.of(Word.Broken, "Taken."), Problem.outOfSight(Word.Broken, "Quota.")));

        assertThat(first.settle().nextLook()).contains(Duration.ofSeconds(60));
    }

    @Test
    void looksAgainAtTheEarliestMoment() {
        first.holds(List.of(
                Hold.of(Word.Waiting, "No Secret."), new Hold(Word.OtherWaiting, "No pod.", Duration.ofSeconds(20))));

        assertThat(first.settle().nextLook()).contains(Duration.ofSeconds(20));
    }

    @Test
    void keepsTransitionTimesWhileTheStatusStays() {
        first.isFalse("Routed", Word.Waiting, "One message.");
        var later = after(first.settle(), 1, Duration.ofMinutes(1));
        later.isFalse("Routed", Word.Broken, "Another message.");

        var settled = later.settle();

        assertThat(find(settled, "Routed").lastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(find(settled, "Ready").lastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(find(settled, "Routed").reason()).isEqualTo("Broken");
    }

    @Test
    void renewsTheTransitionTimeWhenTheStatusFlips() {
        first.isFalse("Routed", Word.Waiting, "No route.");
        var later = after(first.settle(), 1, Duration.ofMinutes(1).plusMillis(300));
        later.isTrue("Routed", Word.Fine, "Routed.");

        assertThat(find(later.settle(), "Routed").lastTransitionTime()).isEqualTo("2026-01-01T00:01:00Z");
    }

    @Test
    void waitsUntilTheDeadlineAndNoLonger() {
        var before = waiting(first);
        var almost = after(before, 1, Duration.ofMinutes(5).minusSeconds(1));
        var due = after(before, 1, Duration.ofMinutes(5));

        var stillWaiting = waiting(almost);
        var stuck = waiting(due);

        assertThat(find(stillWaiting, "Reconciling").lastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(stillWaiting.nextLook()).contains(Duration.ofSeconds(1));
        assertThat(stuck.conditions()).extracting(Condition::type).containsExactly("Ready", "Stalled");
        assertThat(stuck.nextLook()).isEmpty();
    }

    @Test
    void staysStalledOnceWaitingWasGivenUp() {
        var stuck = waiting(after(waiting(first), 1, Duration.ofMinutes(5)));
        var muchLater = new Conditions(status(stuck), 1, START.plus(Duration.ofHours(3)));

        assertThat(waiting(muchLater).conditions()).extracting(Condition::type).containsExactly("Ready", "Stalled");
    }

    @Test
    void waitsAnewForANewGeneration() {
        var stuck = waiting(after(waiting(first), 1, Duration.ofMinutes(5)));
        var edited = new Conditions(status(stuck), 2, START.plus(Duration.ofMinutes(6)));

        var settled = waiting(edited);

        assertThat(find(settled, "Reconciling").lastTransitionTime()).isEqualTo("2026-01-01T00:06:00Z");
        assertThat(settled.nextLook()).contains(Duration.ofMinutes(5));
    }

    @Test
    void waitsAnewWhenAnEditComesWhileItWaits() {
        var edited = after(waiting(first), 2, Duration.ofMinutes(4));

        assertThat(waiting(edited).nextLook()).contains(Duration.ofMinutes(5));
    }

    @Test
    void waitsAnewForAnotherThing() {
        var other = after(waiting(first), 1, Duration.ofMinutes(4));
        other.holds(List.of(Hold.of(Word.OtherWaiting, "No pod.")));

        var settled = other.settle();

        assertThat(find(settled, "Reconciling").lastTransitionTime()).isEqualTo("2026-01-01T00:04:00Z");
        assertThat(settled.nextLook()).contains(Duration.ofMinutes(5));
    }

    @Test
    void isStalledAsLongAsAChildIs() {
        first.stalledBy(Word.Broken, "Service web: broken.");

        assertThat(find(first.settle(), "Stalled").message()).isEqualTo("Service web: broken.");
    }

    @Test
    void leavesTheDeadlineOfAChildToTheChild() {
        first.reconcilingBy(Word.Waiting, "Service web: waits.");
        var later = after(first.settle(), 1, Duration.ofDays(30));
        later.reconcilingBy(Word.Waiting, "Service web: waits.");

        var settled = later.settle();

        assertThat(find(settled, "Reconciling").isTrue()).isTrue();
        assertThat(settled.nextLook()).isEmpty();
    }

    @Test
    void repeatsTheFirstProblemInAConditionThatDependsOnIt() {
        first.holds(List.of(Hold.of(Word.Waiting, "No Secret.")));
        first.problems(List.of(Problem.of(Word.Broken, "Taken.")));
        first.sameAsReady("Deployed");

        assertThat(find(first.settle(), "Deployed").message()).isEqualTo("Taken.");
    }

    @Test
    void repeatsTheFirstHoldInAConditionThatDependsOnIt() {
        first.holds(List.of(Hold.of(Word.Waiting, "No Secret."), Hold.of(Word.OtherWaiting, "No pod.")));
        first.sameAsReady("Deployed");

        assertThat(find(first.settle(), "Deployed").message()).isEqualTo("No Secret.");
    }

    @Test
    void saysNothingOfAConditionThatNothingKeepsFromBeingTrue() {
        first.sameAsReady("Deployed");

        assertThat(first.settle().conditions()).extracting(Condition::type).containsExactly("Ready");
    }

    @Test
    void writesTheGenerationItLookedAt() {
        var later = new Conditions(status(waiting(first)), 7, START);

        assertThat(later.settle().conditions())
                .allSatisfy(
                        condition -> assertThat(condition.observedGeneration()).isEqualTo(7));
    }

    private static Conditions.Settled waiting(Conditions conditions) {
        conditions.holds(List.of(Hold.of(Word.Waiting, "No Secret.")));
        return conditions.settle();
    }

    private static Conditions after(Conditions.Settled before, long generation, Duration time) {
        return new Conditions(status(before), generation, START.plus(time));
    }

    private static ProjectStatus status(Conditions.Settled settled) {
        return new ProjectStatus(1L, settled.conditions(), null, null);
    }

    private static Condition find(Conditions.Settled settled, String type) {
        return settled.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}

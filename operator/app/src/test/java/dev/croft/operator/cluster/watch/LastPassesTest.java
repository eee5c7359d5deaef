package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.ServiceStatus;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastPassesTest {

    private final HandClock clock = new HandClock();
    private final LastPasses passes = new LastPasses(clock);
    private final CroftService service = Samples.service("web", "");

    @Test
    void doesNotBelieveTheStatusOfAServiceThatWentByAnotherGenerationOfItsProject() {
        service.setStatus(ready("True"));
        passes.note(service, Samples.project(""), ready("True"));
        var edited = Samples.project("");
        edited.getMetadata().setGeneration(2L);

        assertThat(passes.isToldBy(service, Samples.project(""))).isTrue();
        assertThat(passes.isToldBy(service, edited)).isFalse();
    }

    @Test
    void doesNotBelieveTheStatusOfAServiceThatWentByAnEarlierProjectOfThatName() {
        service.setStatus(ready("True"));
        passes.note(service, Samples.project(""), ready("True"));
        var anew = Samples.project("");
        anew.getMetadata().setUid("another");

        assertThat(passes.isToldBy(service, anew)).isFalse();
    }

    @Test
    void doesNotBelieveAStatusThatThePassIsAboutToReplace() {
        service.setStatus(ready("True"));
        passes.note(service, Samples.project(""), ready("False"));

        assertThat(passes.isToldBy(service, Samples.project(""))).isFalse();
    }

    @Test
    void knowsNothingOfAServiceThatIsGone() {
        passes.note(service, Samples.project(""), ready("True"));
        passes.forget(service);

        assertThat(passes.note(service, Samples.project(""), ready("True"))).isTrue();
    }

    @Test
    void isNewsOnce() {
        assertThat(passes.note(service, Samples.project(""), ready("True"))).isTrue();
        assertThat(passes.note(service, Samples.project(""), ready("True"))).isFalse();
    }

    @Test
    void givesServicesAMomentToTakeUpEachChangeOfTheirProject() {
        var edited = Samples.project("");
        edited.getMetadata().setGeneration(2L);

        assertThat(passes.grace(Samples.project(""))).contains(Duration.ofMillis(500));
        clock.advance(Duration.ofMillis(200));
        assertThat(passes.grace(Samples.project(""))).contains(Duration.ofMillis(300));
        clock.advance(Duration.ofMillis(300));
        assertThat(passes.grace(Samples.project(""))).isEmpty();
        assertThat(passes.grace(edited)).contains(Duration.ofMillis(500));
    }

    private static ServiceStatus ready(String status) {
        var condition = new Condition("Ready", status, 1L, "2026-01-01T00:00:00Z", "Reason", "");
        return new ServiceStatus(1L, List.of(condition), null, null, null, null, null, List.of(), List.of());
    }
}

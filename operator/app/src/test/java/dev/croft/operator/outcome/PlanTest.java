package dev.croft.operator.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.operator.naming.ObjectKey;
import dev.croft.operator.sample.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    private final Plan.Draft draft = new Plan.Draft();

    @Test
    void wantsWhatItMakesAndWhatItKeeps() {
        draft.base(Samples.service("base", ""));
        draft.workload(Samples.deployment("work", "metadata: {}"));
        draft.keep(Samples.deployment("kept", "metadata: {}"));

        assertThat(draft.finish().wanted())
                .containsExactlyInAnyOrder(
                        new ObjectKey("Service", "acme", "base"),
                        new ObjectKey("Deployment", "acme", "work"),
                        new ObjectKey("Deployment", "acme", "kept"));
    }

    @Test
    void endsPodsFirstAndThenBringsDataAboutThenNamesThenTheBaseAndThenWorkloads() {
        var data = Samples.service("data", "");
        var name = Samples.service("name", "");
        var base = Samples.service("base", "");
        var workload = Samples.deployment("work", "metadata: {}");
        var stopped = Samples.deployment("stopped", "metadata: {}");
        draft.workload(workload);
        draft.stop(stopped);
        draft.base(base);
        draft.name(name);
        draft.data(data);
        var plan = draft.finish();

        assertThat(plan.levels())
                .containsExactly(List.of(stopped), List.of(data), List.of(name), List.of(base), List.of(workload));
        assertThat(List.of(data, name)).allMatch(plan::isAwaited);
        assertThat(List.of(stopped, base, workload)).noneMatch(plan::isAwaited);
    }

    @Test
    void isHeldByAHoldOrAProblem() {
        var waiting = new Plan.Draft();
        waiting.hold(Hold.of(AnyReason.NameInUse, "Waits."));
        var broken = new Plan.Draft();
        broken.problem(Problem.of(AnyReason.NameTaken, "Taken."));

        assertThat(draft.isHeld()).isFalse();
        assertThat(waiting.isHeld()).isTrue();
        assertThat(broken.isHeld()).isTrue();
        assertThat(broken.finish().problems()).hasSize(1);
    }
}

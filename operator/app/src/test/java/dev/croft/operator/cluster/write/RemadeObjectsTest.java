package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.sample.ApiStore;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.OpenFence;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.workload.CoreService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the applier makes an object anew, and what it says of somebody who makes it do so again and again. */
class RemadeObjectsTest {

    private static final Duration A_WHILE = Duration.ofMillis(500);

    private final HandClock clock = new HandClock();
    private final Caches caches = new Caches(clock);
    private final ApiStore store = new ApiStore();
    private final OpenFence fence = new OpenFence(clock);
    private final Applier applier = new Applier(
            caches, new Requests(store.client(), new ObjectMapper(), caches, fence.renewed(), new Gate(clock)), clock);

    private final Project project = Samples.project("");
    private final CroftService service = Samples.service("web", "ports: [{name: http, port: 80}]");

    @Test
    void deletesItAndNothingElse() {
        make();
        store.requests().clear();

        assertThat(remake().changed()).isEqualTo(1);

        assertThat(store.requests()).contains("DELETE services/web").doesNotContain("POST services/web");
    }

    @Test
    void tellsOfAFightOverIt() {
        make();
        remake();
        assertThat(makeAfterAWhile().problems()).isEmpty();
        assertThat(remake().problems()).isEmpty();

        var applied = makeAfterAWhile();

        assertThat(applied.changed()).as("one write a second").isZero();
        assertThat(applied.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(AnyReason.Contested);
            assertThat(problem.message()).startsWith("Somebody keeps changing spec of Service web back");
        });
        assertThat(makeAfterAWhile().changed()).isEqualTo(1);
        assertThat(remake().problems()).extracting("reason").containsExactly(AnyReason.Contested);
    }

    private Applied makeAfterAWhile() {
        clock.advance(A_WHILE);
        fence.renewed();
        return make();
    }

    private Applied make() {
        var draft = new Plan.Draft();
        draft.name(CoreService.of(project, service, List.of()));
        return apply(draft);
    }

    private Applied remake() {
        var draft = new Plan.Draft();
        caches.ownedBy(service).forEach(draft::remake);
        return apply(draft);
    }

    private Applied apply(Plan.Draft draft) {
        return applier.apply(service, draft.finish(), caches.ownedBy(service));
    }
}

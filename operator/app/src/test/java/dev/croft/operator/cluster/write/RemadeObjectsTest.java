package dev.croft.operator.cluster.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.outcome.AnyReason;
import dev.croft.operator.outcome.Applied;
import dev.croft.operator.outcome.Plan;
import dev.croft.operator.routing.CoreService;
import dev.croft.operator.sample.ApiStore;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.OpenFence;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    // No slice of pods stands beside a name, so that this one need not be made anew.
    @Test
    void takesASelectorAwayFromANameOfTheOutside() {
        var printer = Samples.service("printer", "external: {host: printer.example.com, port: 631}");
        var wanted = CoreService.ofName(
                project, printer, Objects.requireNonNull(printer.getSpec().external()));
        var draft = new Plan.Draft();
        draft.name(wanted);
        applier.apply(printer, draft.finish(), List.of());
        var live = store.stored(wanted);
        live.getSpec().setSelector(Map.of("app", "somebody-elses"));
        caches.shelf(Service.class).show(live);
        store.requests().clear();

        applier.apply(printer, draft.finish(), caches.ownedBy(printer));

        assertThat(store.requests()).contains("PATCH services/printer");
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

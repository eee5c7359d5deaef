package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.sample.HandClock;
import io.fabric8.kubernetes.api.model.Service;
import org.junit.jupiter.api.Test;

class CachesTest {

    private final Caches caches = new Caches(new HandClock());

    @Test
    void doesNotTakeOneNamespaceForAnother() {
        caches.known(Service.class, "acme", Caches.Known.NOT_YET);
        caches.known(Service.class, "blue", Caches.Known.NOT_YET);
        caches.known(Service.class, "acme", Caches.Known.YES);

        assertThat(caches.knows(Service.class, "acme")).isTrue();
        assertThat(caches.knows(Service.class, "blue")).isFalse();
    }

    @Test
    void knowsNoNamespaceWhileTheWatchOfAllIsAway() {
        caches.known(Service.class, "", Caches.Known.NOT_YET);

        assertThat(caches.knows(Service.class, "acme")).isFalse();
    }

    @Test
    void tellsServicesOfCroftFromThoseOfTheCore() {
        caches.known(CroftService.class, "", Caches.Known.NOT_YET);

        assertThat(caches.knows(Service.class, "acme")).isTrue();
        assertThat(caches.knows(CroftService.class, "acme")).isFalse();
    }

    @Test
    void plansNothingBeforeProjectsAndServicesAreKnown() {
        caches.known(Project.class, "", Caches.Known.NOT_YET);

        assertThat(caches.knowsAllPlans("acme")).isFalse();
        caches.known(Project.class, "", Caches.Known.YES);
        assertThat(caches.knowsAllPlans("acme")).isTrue();
    }
}

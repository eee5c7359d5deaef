package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventRouterTest {

    private static final CroftService WEB = Samples.service("web", "");
    private static final CroftService API = Samples.service("api", "");

    private final Caches caches = new Caches(new HandClock());
    private final EventRouter router = new EventRouter(caches);
    private final List<String> projects = new CopyOnWriteArrayList<>();
    private final List<String> services = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        caches.shelf(CroftService.class).show(WEB);
        caches.shelf(CroftService.class).show(API);
        caches.shelf(Project.class).show(Samples.project(""));
        router.projects()
                .setEventHandler(
                        event -> projects.add(event.getRelatedCustomResourceID().getName()));
        router.services()
                .setEventHandler(
                        event -> services.add(event.getRelatedCustomResourceID().getName()));
        router.projects().start();
        router.services().start();
    }

    @Test
    void tellsServicesOfAProjectThatWasMadeAnew() {
        var anew = Samples.project("env: [{name: A, value: b}]");
        anew.getMetadata().setUid("another");

        router.projects().onResourceUpdated(anew, Samples.project(""));

        assertThat(services).containsExactlyInAnyOrder("web", "api");
    }

    @Test
    void tellsServicesOfAProjectWhoseGenerationHidesTheChange() {
        router.projects().onResourceUpdated(Samples.project("env: [{name: A, value: b}]"), Samples.project(""));

        assertThat(services).containsExactlyInAnyOrder("web", "api");
    }

    @Test
    void tellsNoServiceOfTheStatusOfItsProject() {
        router.projects().onResourceUpdated(Samples.project(""), Samples.project(""));

        assertThat(services).isEmpty();
    }

    @Test
    void tellsTheProjectThatLostAServiceWhichWasMadeAnewForAnother() {
        var moved = Samples.read("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: web, namespace: acme, uid: another, generation: 1}
                spec: {projectRef: {name: mall}, image: "example.com/web:1"}
                """, CroftService.class);
        caches.shelf(Project.class).show(Samples.read("""
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: mall, namespace: acme, uid: uid-mall, generation: 1}
                """, Project.class));

        router.services().onResourceUpdated(moved, WEB);

        assertThat(projects).containsExactly("mall", "shop");
        assertThat(services).containsExactly("api");
    }

    @Test
    void tellsTheServiceThatLostAnObject() {
        var owned = new DeploymentBuilder(Samples.deployment("web", "metadata: {}"))
                .editMetadata()
                .withOwnerReferences(Owner.stamp(WEB))
                .endMetadata()
                .build();
        Deployment lost = Samples.deployment("web", "metadata: {}");

        router.changed(lost, owned);

        assertThat(services).containsExactly("web");
    }

    @Test
    void tellsTheServiceThatLostAPod() {
        router.changed(pod("api"), pod("web"));

        assertThat(services).containsExactly("api", "web");
    }

    @Test
    void tellsNobodyTwiceOfAnObjectThatStays() {
        router.changed(pod("web"), pod("web"));

        assertThat(services).containsExactly("web");
    }

    @Test
    void tellsAllWhoMayHaveWaitedForAKind() {
        router.allKnown();

        assertThat(projects).containsExactly("shop");
        assertThat(services).containsExactlyInAnyOrder("web", "api");
    }

    private static Pod pod(String service) {
        return Samples.pod("one", "metadata: {labels: {%s: %s}}".formatted(Labels.SERVICE, service));
    }
}

package dev.croft.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.operator.routing.RouteIngress.LiveClass;
import dev.croft.operator.routing.RouteIngress.LiveClass.Origin;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.ExternalNames;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IngressClassesTest {

    private static final Project PLAIN = Samples.project("");
    private static final Project NAMING = Samples.project("routing: {ingressClassName: nginx}");
    private static final Settings CONFINED = new Settings(
            Set.of("acme"),
            "traefik",
            Optional.empty(),
            "kube-system",
            Map.of("k8s-app", "kube-dns"),
            "cluster.local",
            Set.of(),
            ExternalNames.IGNORED,
            Settings.USUAL_IMAGE,
            Optional.empty());

    private final IngressClasses classes =
            IngressClasses.of(List.of(plain("nginx"), byDefault("traefik", "2026-01-01T00:00:00Z")));

    @Test
    void findsTheClassThatTheApiServerFillsIn() {
        assertThat(classes.byDefault()).contains("traefik");
        assertThat(classes.names()).containsExactlyInAnyOrder("nginx", "traefik");
        assertThat(IngressClasses.of(List.of(plain("nginx"))).byDefault()).isEmpty();
    }

    @Test
    void choosesTheNewestOfSeveralDefaultsThenByName() {
        assertThat(IngressClasses.of(List.of(
                                byDefault("a", "2026-01-01T00:00:00Z"),
                                byDefault("c", "2026-01-02T00:00:00Z"),
                                byDefault("b", "2026-01-02T00:00:00Z")))
                        .byDefault())
                .contains("b");
    }

    @Test
    void writesTheDefaultOutWhereAnIngressHasNoClassOrAnEarlierOne() {
        assertThat(chosen(PLAIN, new LiveClass(Optional.empty(), Origin.ELSEWHERE)))
                .contains("traefik");
        assertThat(chosen(PLAIN, new LiveClass(Optional.of("nginx"), Origin.CROFT)))
                .contains("traefik");
    }

    @Test
    void keepsTheDefaultThatItWroteOut() {
        assertThat(chosen(PLAIN, new LiveClass(Optional.of("traefik"), Origin.CROFT)))
                .contains("traefik");
    }

    @Test
    void leavesWhatTheApiServerFilledIn() {
        assertThat(chosen(PLAIN, new LiveClass(Optional.of("traefik"), Origin.ELSEWHERE)))
                .isEmpty();
        assertThat(chosen(PLAIN, new LiveClass(Optional.of("the-default-of-that-day"), Origin.ELSEWHERE)))
                .isEmpty();
    }

    @Test
    void leavesAnIngressThatIsYetToBeMadeToTheApiServer() {
        assertThat(RouteIngress.className(PLAIN, Settings.defaults(), Optional.of(classes), Optional.empty()))
                .isEmpty();
    }

    @Test
    void letsANamedClassWin() {
        assertThat(chosen(NAMING, new LiveClass(Optional.of("traefik"), Origin.ELSEWHERE)))
                .contains("nginx");
    }

    @Test
    void takesNoClassAwayBeforeClassesAreListed() {
        var live = new LiveClass(Optional.of("traefik"), Origin.CROFT);

        assertThat(RouteIngress.className(PLAIN, Settings.defaults(), Optional.empty(), Optional.of(live)))
                .contains("traefik");
        assertThat(RouteIngress.className(PLAIN, CONFINED, Optional.empty(), Optional.of(live)))
                .isEmpty();
    }

    private Optional<String> chosen(Project project, LiveClass live) {
        return RouteIngress.className(project, Settings.defaults(), Optional.of(classes), Optional.of(live));
    }

    private static IngressClass plain(String name) {
        return new IngressClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }

    private static IngressClass byDefault(String name, String since) {
        return new IngressClassBuilder(plain(name))
                .editMetadata()
                .withCreationTimestamp(since)
                .addToAnnotations("ingressclass.kubernetes.io/is-default-class", "true")
                .endMetadata()
                .build();
    }
}

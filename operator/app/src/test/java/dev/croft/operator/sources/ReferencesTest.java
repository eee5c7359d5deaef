package dev.croft.operator.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.sample.Samples;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    @Test
    void findsSourcesInVariablesAndInWholeSources() {
        var service = Samples.service("web", """
                env:
                - {name: PLAIN, value: x}
                - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: tokens, key: api}}}
                - {name: MODE, valueFrom: {configMapKeyRef: {name: modes, key: mode}}}
                envFrom:
                - secretRef: {name: all}
                - configMapRef: {name: more, optional: true}
                """);

        assertThat(References.of(service))
                .containsExactly(
                        new ConfigSource("ConfigMap", "modes", false, Set.of("mode")),
                        new ConfigSource("ConfigMap", "more", true, Set.of()),
                        new ConfigSource("Secret", "all", false, Set.of()),
                        new ConfigSource("Secret", "tokens", false, Set.of("api")));
    }

    @Test
    void wantsNoKeyOfAnOptionalReference() {
        var service = Samples.service("web", """
                env:
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: tokens, key: api, optional: true}}}
                """);

        assertThat(References.of(service)).containsExactly(new ConfigSource("Secret", "tokens", true, Set.of()));
    }

    @Test
    void leavesOutWhatTheServiceHasAnotherVariableFor() {
        var project = Samples.project("""
                env:
                - {name: TOKEN, valueFrom: {secretKeyRef: {name: shared, key: api}}}
                """);

        assertThat(References.of(project, Samples.service("web", "env: [{name: TOKEN, value: own}]")))
                .isEmpty();
        assertThat(References.of(project, Samples.service("web", ""))).hasSize(1);
    }

    @Test
    void letsTheStricterReferenceDecide() {
        var project = Samples.project("""
                envFrom:
                - secretRef: {name: tokens, optional: true}
                """);
        var service = Samples.service("web", """
                env:
                - {name: ONE, valueFrom: {secretKeyRef: {name: tokens, key: one}}}
                - {name: TWO, valueFrom: {secretKeyRef: {name: tokens, key: two}}}
                """);

        assertThat(References.of(project, service))
                .containsExactly(new ConfigSource("Secret", "tokens", false, Set.of("one", "two")));
    }

    @Test
    void tellsASecretFromAConfigMapOfTheSameName() {
        var service = Samples.service("web", """
                envFrom:
                - secretRef: {name: same}
                - configMapRef: {name: same}
                """);

        assertThat(References.of(service))
                .extracting(ConfigSource::id)
                .containsExactly("ConfigMap/same", "Secret/same");
    }

    @Test
    void findsTheProject() {
        assertThat(References.project(Samples.service("web", ""))).contains("shop");
    }

    @Test
    void findsNothingInASpecThatCannotBeRead() {
        assertThat(References.project(new CroftService())).isEmpty();
        assertThat(References.of(new CroftService())).isEmpty();
        assertThat(References.of(new Project())).isEmpty();
    }
}

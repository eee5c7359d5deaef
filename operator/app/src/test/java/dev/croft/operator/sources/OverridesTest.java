package dev.croft.operator.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.shared.EnvVar;
import dev.croft.operator.sample.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverridesTest {

    private static final Project PROJECT = Samples.project("""
            env:
            - {name: DB_HOST, value: shared}
            - {name: LEVEL, value: info}
            - {name: OWN, value: shared}
            """);

    private static final Map<String, SourceNames> CONTENTS =
            Map.of("Secret/db", SourceNames.of(Map.of("HOST", "a", "OWN", "b")));

    @Test
    void findsTheKeyOfASourceUnderItsPrefix() {
        assertThat(overrides("envFrom: [{secretRef: {name: db}, prefix: DB_}]").in(CONTENTS))
                .containsExactly("DB_HOST");
        assertThat(overrides("envFrom: [{secretRef: {name: db}}]").in(CONTENTS)).containsExactly("OWN");
    }

    @Test
    void asksNothingWhereTheServiceNamesTheVariableItself() {
        var named = overrides("""
                env: [{name: DB_HOST, value: mine}, {name: LEVEL, value: mine}, {name: OWN, value: mine}]
                envFrom: [{secretRef: {name: db}}]
                """);

        assertThat(named).isEqualTo(Overrides.NONE);
        assertThat(named.fingerprint()).isEmpty();
    }

    @Test
    void asksNothingOfAServiceWithoutSources() {
        assertThat(overrides("")).isEqualTo(Overrides.NONE);
    }

    @Test
    void takesFromTheProjectWhatASourceSets() {
        var rest = Overrides.apply(PROJECT, List.of("LEVEL", "OWN"));

        assertThat(rest.getSpec().env()).extracting(EnvVar::name).containsExactly("DB_HOST");
        assertThat(rest.getMetadata()).isEqualTo(PROJECT.getMetadata());
        assertThat(PROJECT.getSpec().env()).hasSize(3);
    }

    @Test
    void takesNothingForNothing() {
        assertThat(Overrides.apply(PROJECT, List.of())).isSameAs(PROJECT);
    }

    private static Overrides overrides(String spec) {
        return Overrides.of(PROJECT, Samples.service("web", spec));
    }
}

package dev.croft.operator.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.operator.sample.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesTest {

    private static final Project PROJECT = Samples.project("env: [{name: SHARED, value: x}]");

    private static final Map<String, SourceNames> CONTENTS = Map.of(
            "Secret/db", SourceNames.of(Map.of("HOST", "a", "text", "${PORT}")),
            "ConfigMap/app", SourceNames.of(Map.of("conf", "${DB_HOST} ${PORT} $${NO}")));

    @Test
    void knowsTheVariablesOfSpecs() {
        assertThat(unknown("env: [{name: OWN, value: \"\"}]\n" + content("${OWN} ${SHARED} ${TIER}")))
                .isEmpty();
    }

    @Test
    void knowsTheKeysOfSourcesWithTheirPrefix() {
        var from = "envFrom: [{secretRef: {name: db}, prefix: DB_}, {configMapRef: {name: gone, optional: true}}]\n";

        assertThat(unknown(from + content("${DB_HOST}"))).isEmpty();
        assertThat(unknown(from + content("${HOST}"))).containsExactly("/a names ${HOST}");
    }

    @Test
    void knowsAVariableOfAnOptionalKeyWhereThatIsThere() {
        var key = "env: [{name: V, valueFrom: {secretKeyRef: {name: db, key: %s, optional: true}}}]\n";

        assertThat(unknown(key.formatted("HOST") + content("${V}"))).isEmpty();
        assertThat(unknown(key.formatted("other") + content("${V}"))).containsExactly("/a names ${V}");
    }

    @Test
    void looksIntoTemplatesWhereverTheyLie() {
        assertThat(unknown("""
                files:
                - {path: /b, template: true, configMapRef: {name: app, key: conf}}
                - {path: /a, template: true, secretRef: {name: db, key: text}}
                """)).containsExactly("/a names ${PORT}", "/b names ${DB_HOST}, ${PORT}");
    }

    @Test
    void leavesOtherFilesAlone() {
        var plain = "files: [{path: /a, content: \"${NOBODY}\"}]";

        assertThat(templates(plain)).isEqualTo(Templates.NONE);
        assertThat(templates(plain).fingerprint()).isEmpty();
    }

    @Test
    void tellsQuestionsApart() {
        var one = templates(content("${A}")).fingerprint();

        assertThat(templates(content("${A}")).fingerprint()).isEqualTo(one);
        assertThat(templates(content("${B}")).fingerprint()).isNotEqualTo(one);
        assertThat(templates("env: [{name: A, value: x}]\n" + content("${A}")).fingerprint())
                .isNotEqualTo(one);
    }

    private static String content(String text) {
        return "files: [{path: /a, template: true, content: \"%s\"}]".formatted(text);
    }

    private static List<String> unknown(String spec) {
        return templates(spec).unknown(CONTENTS);
    }

    private static Templates templates(String spec) {
        return Templates.of(PROJECT, Samples.service("web", spec));
    }
}

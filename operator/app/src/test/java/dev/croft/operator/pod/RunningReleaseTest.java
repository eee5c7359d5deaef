package dev.croft.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RunningReleaseTest {

    private static final Project PROJECT = Samples.project("""
            env: [{name: SHARED, value: a}, {name: EMPTY, value: ""}]
            envFrom: [{secretRef: {name: common}}]
            """);
    private static final CroftService SERVICE = Samples.service("web", """
            command: [serve]
            args: [--fast]
            env:
            - {name: TOKEN, valueFrom: {secretKeyRef: {name: tokens, key: api}}}
            - {name: MODE, valueFrom: {configMapKeyRef: {name: modes, key: mode}}}
            - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            envFrom: [{configMapRef: {name: settings}, prefix: APP_}]
            """);

    @Test
    void findsTheReleaseInItsOwnTemplate() {
        assertThat(isIn(template())).isTrue();
    }

    @Test
    void findsItInWhatTheApiServerAndAnOlderOperatorMadeOfIt() {
        var live = changed(app -> {
            app.getEnv().removeIf(variable -> variable.getName().equals("TIER"));
            app.getEnv().add(new EnvVar("OF_ANOTHER_TIME", "1", null));
            variable(app, "EMPTY").setValue(null);
            variable(app, "POD").getValueFrom().getFieldRef().setApiVersion("v1");
            app.setImagePullPolicy("IfNotPresent");
            app.setTerminationMessagePath("/dev/termination-log");
        });

        assertThat(isIn(live)).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> missesWhatSomebodyChanged() {
        Map<String, Consumer<Container>> changes = Map.ofEntries(
                Map.entry("image", app -> app.setImage("evil")),
                Map.entry("command", app -> app.setCommand(List.of("other"))),
                Map.entry("args", app -> app.setArgs(List.of())),
                Map.entry("value", app -> variable(app, "SHARED").setValue("b")),
                Map.entry("variable", app -> app.getEnv().remove(variable(app, "SHARED"))),
                Map.entry(
                        "Secret",
                        app -> variable(app, "TOKEN")
                                .getValueFrom()
                                .getSecretKeyRef()
                                .setName("others")),
                Map.entry(
                        "key",
                        app -> variable(app, "MODE")
                                .getValueFrom()
                                .getConfigMapKeyRef()
                                .setKey("other")),
                Map.entry(
                        "field",
                        app -> variable(app, "POD").getValueFrom().getFieldRef().setFieldPath("metadata.uid")),
                Map.entry("envFrom", app -> app.getEnvFrom().removeLast()),
                Map.entry("prefix", app -> app.getEnvFrom().getLast().setPrefix("OTHER_")),
                Map.entry("name", app -> app.setName("other")));

        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(
                        change.getKey(),
                        () -> assertThat(isIn(changed(change.getValue()))).isFalse()));
    }

    @Test
    void missesItInATemplateWithoutAnything() {
        assertThat(isIn(new PodTemplateSpec())).isFalse();
    }

    private static boolean isIn(PodTemplateSpec live) {
        return RunningRelease.isIn(live, template(), PROJECT, SERVICE);
    }

    private static PodTemplateSpec template() {
        return PodTemplate.of(PROJECT, SERVICE, "example.com/web:1", "r1", Settings.defaults());
    }

    private static PodTemplateSpec changed(Consumer<Container> change) {
        var template = new PodTemplateSpecBuilder(template()).build();
        change.accept(template.getSpec().getContainers().getFirst());
        return template;
    }

    private static EnvVar variable(Container app, String name) {
        return app.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

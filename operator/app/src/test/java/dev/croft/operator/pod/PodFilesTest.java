package dev.croft.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.sample.Samples;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import org.junit.jupiter.api.Test;

class PodFilesTest {

    private final PodTemplateSpec template = template(Samples.service("web", """
            files:
            - {path: /etc/app/app.conf, content: "colour = blue"}
            - {path: /etc/app/extra.conf, configMapRef: {name: app, key: extra}}
            - {path: /run/token, secretRef: {name: tokens, key: api}}
            """));

    @Test
    void carriesContentAlongWithThePod() {
        var item = template.getSpec()
                .getVolumes()
                .getFirst()
                .getProjected()
                .getSources()
                .getFirst()
                .getDownwardAPI()
                .getItems()
                .getFirst();
        var annotation = item.getFieldRef().getFieldPath().replaceAll(".*\\['|'\\]", "");

        assertThat(template.getMetadata().getAnnotations()).containsEntry(annotation, "colour = blue");
        assertThat(mount("/etc/app/app.conf").getSubPath()).isEqualTo(item.getPath());
    }

    @Test
    void takesKeysFromWhereTheyLie() {
        var sources = template.getSpec().getVolumes().getFirst().getProjected().getSources();

        assertThat(sources.get(1).getConfigMap().getName()).isEqualTo("app");
        assertThat(sources.get(1).getConfigMap().getItems().getFirst().getKey()).isEqualTo("extra");
        assertThat(sources.get(2).getSecret().getName()).isEqualTo("tokens");
        assertThat(sources.get(2).getSecret().getItems().getFirst().getPath())
                .isEqualTo(mount("/run/token").getSubPath());
    }

    @Test
    void putsEachFileIntoPlaceByItself() {
        assertThat(template.getSpec().getContainers().getFirst().getVolumeMounts())
                .allSatisfy(mount -> assertThat(mount.getReadOnly()).isTrue())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/etc/app/app.conf", "/etc/app/extra.conf", "/run/token");
    }

    @Test
    void mountsNothingWithoutFiles() {
        assertThat(template(Samples.service("web", "")).getSpec().getVolumes()).isEmpty();
    }

    @Test
    void mountsTemplatesAsTheInitContainerFillsThemIn() {
        var pod = template(Samples.service("web", """
                        env: [{name: COLOUR, value: blue}]
                        files:
                        - {path: /etc/app/app.conf, content: "${COLOUR}", template: true}
                        - {path: /etc/app/plain.conf, content: "${COLOUR}", template: false}
                        """)).getSpec();
        var init = pod.getInitContainers().getFirst();
        var mounts = pod.getContainers().getFirst().getVolumeMounts();

        assertThat(init.getArgs().getFirst()).isEqualTo("fill");
        assertThat(init.getArgs().getLast()).isEqualTo(mounts.getFirst().getSubPath() + "=/etc/app/app.conf");
        assertThat(init.getEnv()).containsAll(pod.getContainers().getFirst().getEnv());
        // What is meant for the Java of the Service is not meant for the one that fills in its files.
        assertThat(init.getEnv())
                .filteredOn(variable -> variable.getName().endsWith("JAVA_OPTIONS"))
                .hasSize(2)
                .allSatisfy(variable -> assertThat(variable.getValue()).isEmpty());
        assertThat(init.getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactly(mounts.getLast().getName(), mounts.getFirst().getName());
        assertThat(pod.getVolumes().getLast().getEmptyDir().getMedium()).isEqualTo("Memory");
    }

    @Test
    void runsNoInitContainerWithoutTemplates() {
        assertThat(template.getSpec().getInitContainers()).isEmpty();
    }

    private VolumeMount mount(String path) {
        return template.getSpec().getContainers().getFirst().getVolumeMounts().stream()
                .filter(mount -> mount.getMountPath().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static PodTemplateSpec template(CroftService service) {
        return PodTemplate.of(Samples.project(""), service, "example.com/web:1", "r1", Settings.defaults());
    }
}

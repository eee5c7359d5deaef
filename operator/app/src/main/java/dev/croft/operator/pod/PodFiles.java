package dev.croft.operator.pod;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.File;
import dev.croft.api.v1alpha1.service.pod.FileRef;
import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Fingerprint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that a spec puts into containers. What a spec holds itself travels in annotations of the pod, so that old and
 * new pods each have their own, and there is no object besides that somebody could change. Changes with where the content
 * of a file can come from.
 */
final class PodFiles {

    private static final String VOLUME = "croft-files";
    private static final String FILLED = "croft-filled";
    private static final String FROM = "/croft/from";
    private static final String TO = "/croft/to";

    private PodFiles() {}

    /** The contents that stand in the spec itself. */
    static Map<String, String> annotations(CroftService service) {
        Map<String, String> annotations = new TreeMap<>();
        service.getSpec().files().stream()
                .filter(file -> file.content() != null)
                .forEach(file -> annotations.put(annotation(file), file.content()));
        return annotations;
    }

    static boolean hasTemplates(CroftService service) {
        return service.getSpec().files().stream().anyMatch(File::isTemplate);
    }

    static List<Volume> volumes(CroftService service) {
        List<Volume> volumes = new ArrayList<>();
        var files = service.getSpec().files();
        if (!files.isEmpty()) {
            volumes.add(new VolumeBuilder()
                    .withName(VOLUME)
                    .withNewProjected()
                    .withSources(files.stream().map(PodFiles::source).toList())
                    .endProjected()
                    .build());
        }
        if (hasTemplates(service)) {
            volumes.add(new VolumeBuilder()
                    .withName(FILLED)
                    .withNewEmptyDir()
                    // There may be secrets in it, which belong on no disk.
                    .withMedium("Memory")
                    .endEmptyDir()
                    .build());
        }
        return volumes;
    }

    /** What fills in the templates is told, for each its name and its place. */
    static List<String> filling(CroftService service) {
        return Stream.concat(
                        Stream.of("fill", "--from=" + FROM, "--to=" + TO),
                        service.getSpec().files().stream()
                                .filter(File::isTemplate)
                                .map(file -> id(file) + "=" + file.path()))
                .toList();
    }

    static List<VolumeMount> fillingMounts() {
        return List.of(
                new VolumeMountBuilder()
                        .withName(VOLUME)
                        .withMountPath(FROM)
                        .withReadOnly(true)
                        .build(),
                new VolumeMountBuilder().withName(FILLED).withMountPath(TO).build());
    }

    // Each by itself: a directory of the image keeps what else lies in it.
    static List<VolumeMount> mounts(CroftService service) {
        return service.getSpec().files().stream()
                .map(file -> new VolumeMountBuilder()
                        .withName(file.isTemplate() ? FILLED : VOLUME)
                        .withMountPath(file.path())
                        .withSubPath(id(file))
                        .withReadOnly(true)
                        .build())
                .toList();
    }

    private static VolumeProjection source(File file) {
        FileRef secret = file.secretRef();
        FileRef configMap = file.configMapRef();
        var source = new VolumeProjectionBuilder();
        if (secret != null) {
            return source.withNewSecret()
                    .withName(secret.name())
                    .addNewItem(secret.key(), null, id(file))
                    .endSecret()
                    .build();
        }
        if (configMap != null) {
            return source.withNewConfigMap()
                    .withName(configMap.name())
                    .addNewItem(configMap.key(), null, id(file))
                    .endConfigMap()
                    .build();
        }
        return source.withNewDownwardAPI()
                .addNewItem()
                .withPath(id(file))
                .withNewFieldRef()
                .withFieldPath("metadata.annotations['%s']".formatted(annotation(file)))
                .endFieldRef()
                .endItem()
                .endDownwardAPI()
                .build();
    }

    private static String annotation(File file) {
        return Annotations.FILE_PREFIX + id(file);
    }

    private static String id(File file) {
        return Fingerprint.ofText(file.path());
    }
}

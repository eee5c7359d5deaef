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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that a spec puts into containers. What a spec holds itself travels in annotations of the pod, so that old and
 * new pods each have their own, and there is no object besides that somebody could change. Changes with where the content
 * of a file can come from.
 */
final class PodFiles {

    private static final String VOLUME = "croft-files";

    private PodFiles() {}

    /** The contents that stand in the spec itself. */
    static Map<String, String> annotations(CroftService service) {
        Map<String, String> annotations = new TreeMap<>();
        service.getSpec().files().stream()
                .filter(file -> file.content() != null)
                .forEach(file -> annotations.put(annotation(file), file.content()));
        return annotations;
    }

    static Optional<Volume> volume(CroftService service) {
        var files = service.getSpec().files();
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new VolumeBuilder()
                        .withName(VOLUME)
                        .withNewProjected()
                        .withSources(files.stream().map(PodFiles::source).toList())
                        .endProjected()
                        .build());
    }

    // Each by itself: a directory of the image keeps what else lies in it.
    static List<VolumeMount> mounts(CroftService service) {
        return service.getSpec().files().stream()
                .map(file -> new VolumeMountBuilder()
                        .withName(VOLUME)
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

package dev.croft.operator.pod;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.Volume;
import dev.croft.operator.naming.Names;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.stream.Stream;

/** What a pod mounts; changes when something else can be mounted. */
final class PodVolumes {

    private PodVolumes() {}

    static List<io.fabric8.kubernetes.api.model.Volume> of(CroftService service) {
        return Stream.concat(
                        service.getSpec().volumes().stream()
                                .map(volume -> volume.isEphemeral() ? ephemeral(volume) : lasting(service, volume)),
                        PodFiles.volumes(service).stream())
                .toList();
    }

    static List<VolumeMount> mounts(CroftService service) {
        return Stream.concat(
                        service.getSpec().volumes().stream()
                                .map(volume -> new VolumeMountBuilder()
                                        .withName(volume.name())
                                        .withMountPath(volume.mountPath())
                                        .build()),
                        PodFiles.mounts(service).stream())
                .toList();
    }

    private static io.fabric8.kubernetes.api.model.Volume ephemeral(Volume volume) {
        return new VolumeBuilder()
                .withName(volume.name())
                .withEmptyDir(new EmptyDirVolumeSourceBuilder()
                        .withSizeLimit(volume.size() == null ? null : new Quantity(volume.size()))
                        .build())
                .build();
    }

    private static io.fabric8.kubernetes.api.model.Volume lasting(CroftService service, Volume volume) {
        return new VolumeBuilder()
                .withName(volume.name())
                .withNewPersistentVolumeClaim()
                .withClaimName(Names.claim(service, volume))
                .endPersistentVolumeClaim()
                .build();
    }
}

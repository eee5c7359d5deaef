package dev.croft.operator.workload;

import dev.croft.operator.naming.Annotations;
import dev.croft.operator.naming.Fingerprint;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a workload says about the release that it runs; changes when a later pass needs to know more of an earlier one. */
final class ReleaseAnnotations {

    private static final Set<String> NAMES = Set.of(
            Annotations.RELEASE, Annotations.REVISION, Annotations.TEMPLATE, Annotations.SOURCES, Annotations.CONFIG);

    private ReleaseAnnotations() {}

    static Map<String, String> of(Release release, PodTemplateSpec template) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put(Annotations.RELEASE, release.fingerprint());
        annotations.put(Annotations.REVISION, release.revision());
        annotations.put(Annotations.TEMPLATE, Fingerprint.ofText(template.toString()));
        if (!release.sources().versions().isEmpty()) {
            annotations.put(Annotations.SOURCES, release.sources().versions());
            annotations.put(Annotations.CONFIG, release.sources().hash());
        }
        return annotations;
    }

    /** Those that a live workload has, whose pods stay as they are. */
    static Map<String, String> of(HasMetadata live) {
        Map<String, String> annotations = new TreeMap<>(live.getMetadata().getAnnotations());
        annotations.keySet().retainAll(NAMES);
        return annotations;
    }
}

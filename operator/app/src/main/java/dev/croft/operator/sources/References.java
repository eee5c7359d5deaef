package dev.croft.operator.sources;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.pod.File;
import dev.croft.api.v1alpha1.shared.EnvFrom;
import dev.croft.api.v1alpha1.shared.EnvVar;
import dev.croft.api.v1alpha1.shared.KeyRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which other objects a custom resource names; changes when the API learns to name one in a new place. */
public final class References {

    private References() {}

    /** The Project of a Service; empty if the spec cannot be read. */
    public static Optional<String> project(CroftService service) {
        return Optional.ofNullable(service.getSpec())
                .map(spec -> spec.projectRef().name());
    }

    /** Secrets and ConfigMaps whose content a Service takes for itself, one entry each, in order. */
    public static Collection<ConfigSource> of(CroftService service) {
        var spec = service.getSpec();
        return spec == null
                ? List.of()
                : merge(Stream.concat(
                        merged(spec.env(), spec.envFrom()).stream(),
                        spec.files().stream().flatMap(References::ofFile)));
    }

    /** Secrets and ConfigMaps whose content every Service of a Project takes, one entry each, in order. */
    public static Collection<ConfigSource> of(Project project) {
        var spec = project.getSpec();
        return spec == null ? List.of() : merged(spec.env(), spec.envFrom());
    }

    /** Those that the pods of a Service read, one entry each, in order. */
    public static Collection<ConfigSource> of(Project project, CroftService service) {
        var shared = project.getSpec();
        return shared == null || service.getSpec() == null
                ? merge(Stream.concat(of(project).stream(), of(service).stream()))
                : merge(Stream.concat(
                        merged(Variables.shared(project, service), shared.envFrom()).stream(), of(service).stream()));
    }

    private static Collection<ConfigSource> merged(List<EnvVar> env, List<EnvFrom> envFrom) {
        return merge(Stream.concat(
                env.stream().flatMap(References::ofVariable), envFrom.stream().flatMap(References::ofAll)));
    }

    private static Stream<ConfigSource> ofVariable(EnvVar variable) {
        var from = variable.valueFrom();
        if (from == null) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.ofNullable(from.secretKeyRef()).map(ref -> ofKey("Secret", ref)),
                Stream.ofNullable(from.configMapKeyRef()).map(ref -> ofKey("ConfigMap", ref)));
    }

    private static ConfigSource ofKey(String kind, KeyRef ref) {
        boolean optional = Boolean.TRUE.equals(ref.optional());
        return new ConfigSource(kind, ref.name(), optional, optional ? Set.of() : Set.of(ref.key()));
    }

    private static Stream<ConfigSource> ofFile(File file) {
        return Stream.concat(
                Stream.ofNullable(file.secretRef())
                        .map(ref -> new ConfigSource("Secret", ref.name(), false, Set.of(ref.key()))),
                Stream.ofNullable(file.configMapRef())
                        .map(ref -> new ConfigSource("ConfigMap", ref.name(), false, Set.of(ref.key()))));
    }

    private static Stream<ConfigSource> ofAll(EnvFrom from) {
        return Stream.concat(
                Stream.ofNullable(from.secretRef())
                        .map(ref ->
                                new ConfigSource("Secret", ref.name(), Boolean.TRUE.equals(ref.optional()), Set.of())),
                Stream.ofNullable(from.configMapRef())
                        .map(ref -> new ConfigSource(
                                "ConfigMap", ref.name(), Boolean.TRUE.equals(ref.optional()), Set.of())));
    }

    private static Collection<ConfigSource> merge(Stream<ConfigSource> refs) {
        Map<String, ConfigSource> merged = new TreeMap<>();
        refs.forEach(ref -> merged.merge(ref.id(), ref, References::stricter));
        return merged.values();
    }

    private static ConfigSource stricter(ConfigSource one, ConfigSource other) {
        Set<String> keys = new TreeSet<>(one.keys());
        keys.addAll(other.keys());
        return new ConfigSource(one.kind(), one.name(), one.optional() && other.optional(), Set.copyOf(keys));
    }
}

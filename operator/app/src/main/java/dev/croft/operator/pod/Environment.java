package dev.croft.operator.pod;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.shared.EnvFrom;
import dev.croft.api.v1alpha1.shared.EnvVar;
import dev.croft.api.v1alpha1.shared.EnvVarSource;
import dev.croft.api.v1alpha1.shared.KeyRef;
import dev.croft.api.v1alpha1.shared.SourceRef;
import dev.croft.operator.sources.Variables;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.EnvVarSourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What containers see in their environment, as Kubernetes has it; changes with where a value can come from. */
final class Environment {

    private Environment() {}

    static List<io.fabric8.kubernetes.api.model.EnvVar> variables(Project project, CroftService service) {
        return Variables.of(project, service).stream()
                .map(Environment::variable)
                .toList();
    }

    /** The same for a Java program that is not the user's. */
    static List<io.fabric8.kubernetes.api.model.EnvVar> variablesForJava(Project project, CroftService service) {
        return Stream.concat(
                        variables(project, service).stream()
                                .filter(variable -> !Variables.OF_JAVA.contains(variable.getName())),
                        Variables.OF_JAVA.stream()
                                .map(name -> new EnvVarBuilder()
                                        .withName(name)
                                        .withValue("")
                                        .build()))
                .toList();
    }

    static List<EnvFromSource> sources(Project project, CroftService service) {
        return Variables.sources(project, service).stream()
                .map(Environment::source)
                .toList();
    }

    private static io.fabric8.kubernetes.api.model.EnvVar variable(EnvVar variable) {
        return new EnvVarBuilder()
                .withName(variable.name())
                .withValue(variable.value())
                .withValueFrom(valueFrom(variable.valueFrom()))
                .build();
    }

    private static io.fabric8.kubernetes.api.model.@Nullable EnvVarSource valueFrom(@Nullable EnvVarSource from) {
        if (from == null) {
            return null;
        }
        KeyRef secret = from.secretKeyRef();
        KeyRef configMap = from.configMapKeyRef();
        var field = from.fieldRef();
        return new EnvVarSourceBuilder()
                .withSecretKeyRef(
                        secret == null ? null : new SecretKeySelector(secret.key(), secret.name(), secret.optional()))
                .withConfigMapKeyRef(
                        configMap == null
                                ? null
                                : new ConfigMapKeySelector(configMap.key(), configMap.name(), configMap.optional()))
                .withFieldRef(field == null ? null : new ObjectFieldSelector(null, field.fieldPath()))
                .build();
    }

    private static EnvFromSource source(EnvFrom from) {
        SourceRef secret = from.secretRef();
        SourceRef configMap = from.configMapRef();
        return new EnvFromSourceBuilder()
                .withPrefix(from.prefix())
                .withSecretRef(secret == null ? null : new SecretEnvSource(secret.name(), secret.optional()))
                .withConfigMapRef(
                        configMap == null ? null : new ConfigMapEnvSource(configMap.name(), configMap.optional()))
                .build();
    }
}

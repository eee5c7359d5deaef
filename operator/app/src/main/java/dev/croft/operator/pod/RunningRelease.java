package dev.croft.operator.pod;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.shared.EnvVar;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretEnvSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether live pods still run what a user asked for, although another version of the operator built them. Changes
 * with what decides which program runs, and with which variables.
 */
public final class RunningRelease {

    private RunningRelease() {}

    /** Whether a live template has what the wanted one of the same release takes from the spec. */
    public static boolean isIn(PodTemplateSpec live, PodTemplateSpec wanted, Project project, CroftService service) {
        var runs = container(live);
        var asked = container(wanted);
        if (runs.isEmpty() || asked.isEmpty()) {
            return false;
        }
        // What the API server fills in is no part of this, nor what only the operator adds: either differs without
        // anybody having changed it.
        return asked.get().getImage().equals(runs.get().getImage())
                && asked.get().getCommand().equals(runs.get().getCommand())
                && asked.get().getArgs().equals(runs.get().getArgs())
                && variables(runs.get())
                        .entrySet()
                        .containsAll(named(asked.get(), project, service).entrySet())
                && sources(asked.get()).equals(sources(runs.get()))
                && mounts(runs.get()).containsAll(mounts(asked.get()))
                && initContainers(live).containsAll(initContainers(wanted));
    }

    private static List<String> initContainers(PodTemplateSpec template) {
        return Stream.ofNullable(template.getSpec())
                .flatMap(pod -> pod.getInitContainers().stream())
                .map(Container::getName)
                .toList();
    }

    private static Optional<Container> container(PodTemplateSpec template) {
        return Stream.ofNullable(template.getSpec())
                .flatMap(pod -> pod.getContainers().stream())
                .filter(container -> PodTemplate.CONTAINER.equals(container.getName()))
                .findFirst();
    }

    private static Map<String, String> named(Container container, Project project, CroftService service) {
        var names = Stream.concat(project.getSpec().env().stream(), service.getSpec().env().stream())
                .map(EnvVar::name)
                .collect(Collectors.toSet());
        var variables = variables(container);
        variables.keySet().retainAll(names);
        return variables;
    }

    private static Map<String, String> variables(Container container) {
        Map<String, String> variables = new HashMap<>();
        container
                .getEnv()
                .forEach(variable ->
                        variables.put(variable.getName(), text(variable.getValue()) + place(variable.getValueFrom())));
        return variables;
    }

    private static String place(@Nullable EnvVarSource from) {
        if (from == null) {
            return "";
        }
        var secret = from.getSecretKeyRef();
        var map = from.getConfigMapKeyRef();
        var field = from.getFieldRef();
        return " from %s %s %s"
                .formatted(
                        secret == null ? "" : "Secret " + secret.getName() + "/" + secret.getKey(),
                        map == null ? "" : "ConfigMap " + map.getName() + "/" + map.getKey(),
                        field == null ? "" : field.getFieldPath());
    }

    private static List<String> sources(Container container) {
        return container.getEnvFrom().stream().map(RunningRelease::source).toList();
    }

    private static List<String> mounts(Container container) {
        return container.getVolumeMounts().stream()
                .map(mount -> mount.getName() + " " + mount.getMountPath())
                .toList();
    }

    private static String source(EnvFromSource from) {
        SecretEnvSource secret = from.getSecretRef();
        ConfigMapEnvSource map = from.getConfigMapRef();
        return "%s %s %s"
                .formatted(
                        text(from.getPrefix()),
                        secret == null ? "" : "Secret " + secret.getName(),
                        map == null ? "" : "ConfigMap " + map.getName());
    }

    // An empty text is not written into the object that the API server gives back.
    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}

package dev.croft.operator.pod;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.DependsOn;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happens in a pod before its own container starts, by the program {@code dev.croft.init} of the operator's image. In the
 * pod, as the values of Secrets never pass through the operator. Changes with what has to happen there.
 */
public final class InitContainers {

    /** Fills in templates. */
    public static final String FILES = "files";

    /** Waits for what {@code dependsOn} names. */
    public static final String WAIT = "wait";

    private static final List<String> PROGRAM = List.of("/opt/java/bin/java", "@/opt/croft/init/arguments");

    private InitContainers() {}

    /** In order. */
    static List<Container> of(Project project, CroftService service, Settings settings) {
        List<Container> containers = new ArrayList<>();
        if (PodFiles.hasTemplates(service)) {
            containers.add(container(FILES, PodFiles.filling(service), settings)
                    .withEnv(Environment.variablesForJava(project, service))
                    .withEnvFrom(Environment.sources(project, service))
                    .withVolumeMounts(PodFiles.fillingMounts())
                    .build());
        }
        var awaited = service.getSpec().dependsOn();
        if (!awaited.isEmpty()) {
            var arguments = new ArrayList<>(List.of("wait"));
            awaited.stream().map(InitContainers::target).forEach(arguments::add);
            containers.add(container(WAIT, arguments, settings).build());
        }
        return containers;
    }

    /** Where something that is awaited answers, as the program takes it and a person reads it. */
    public static String target(DependsOn awaited) {
        return (awaited.service() == null ? awaited.host() : awaited.service()) + ":" + awaited.port();
    }

    private static ContainerBuilder container(String name, List<String> arguments, Settings settings) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(settings.image())
                .withImagePullPolicy("IfNotPresent")
                .withCommand(PROGRAM)
                .withArgs(arguments)
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withNewResources()
                // In an order of its own, as a fingerprint is taken of it.
                .withRequests(new TreeMap<>(Map.of("cpu", new Quantity("10m"), "memory", new Quantity("64Mi"))))
                .withLimits(Map.of("memory", new Quantity("128Mi")))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext();
    }
}

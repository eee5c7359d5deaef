package dev.croft.operator.routing;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.External;
import dev.croft.api.v1alpha1.service.Port;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The core Service under whose name others in the cluster reach a Service; changes with how ports are published. */
public final class CoreService {

    /** What the one port of something that runs elsewhere is called. */
    static final String EXTERNAL_PORT = "external";

    private CoreService() {}

    /**
     * The core Service of pods.
     *
     * @param moved those ports that some pods have under another number, and so are found by name
     */
    public static Service of(Project project, CroftService service, Collection<Port> moved) {
        var name = service.getMetadata().getName();
        var projectName = project.getMetadata().getName();
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.ofService(projectName, name, Labels.SERVE))
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata()
                .withNewSpec()
                .withSelector(Labels.servingPods(projectName, name))
                .withPorts(service.getSpec().ports().stream()
                        .map(port -> port(port, moved))
                        .toList())
                .endSpec()
                .build();
    }

    /** The ports of a Service that pods of another release have under another number. */
    public static List<Port> moved(CroftService service, List<Pod> pods) {
        return service.getSpec().ports().stream()
                .filter(port -> pods.stream()
                        .flatMap(pod -> Stream.ofNullable(pod.getSpec()))
                        .flatMap(pod -> pod.getContainers().stream())
                        .flatMap(container -> container.getPorts().stream())
                        .anyMatch(open -> port.name().equals(open.getName())
                                && !port.port().equals(open.getContainerPort())))
                .toList();
    }

    /**
     * Whether a live core Service can become that of something that runs elsewhere. One that has selected pods keeps slices
     * of them for ever, beside that of an address, and the family of its addresses cannot be changed: such a one is made anew.
     */
    public static boolean canLeadTo(External external, Project project, Service live) {
        var spec = live.getSpec();
        var pods = Labels.servingPods(
                project.getMetadata().getName(), live.getMetadata().getName());
        return external.isAddress()
                ? spec.getSelector().isEmpty()
                        && (spec.getIpFamilies().isEmpty()
                                || spec.getIpFamilies().getFirst().equals(external.family()))
                : !spec.getSelector().equals(pods);
    }

    /**
     * The core Service of something that runs elsewhere, at an address that an EndpointSlice tells.
     *
     * @param live the core Service as it is, if there is one
     */
    public static Service ofAddress(Project project, CroftService service, External external, Optional<Service> live) {
        return external(project, service)
                .withNewSpec()
                .withIpFamilies(families(external, live))
                .withPorts(port(external))
                .endSpec()
                .build();
    }

    // A second one, which somebody may have added, does no harm.
    private static List<String> families(External external, Optional<Service> live) {
        return live.map(Service::getSpec)
                .map(ServiceSpec::getIpFamilies)
                .filter(families -> families.stream().findFirst().equals(Optional.of(external.family())))
                .orElseGet(() -> List.of(external.family()));
    }

    /** The core Service of something that runs elsewhere, under a name of the outside. */
    public static Service ofName(Project project, CroftService service, External external) {
        return external(project, service)
                .withNewSpec()
                .withType("ExternalName")
                // The dot makes the name whole: without it a resolver tries those of the cluster first.
                .withExternalName(external.host() + ".")
                .withPorts(port(external))
                .endSpec()
                .build();
    }

    private static ServiceBuilder external(Project project, CroftService service) {
        var name = service.getMetadata().getName();
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.ofService(project.getMetadata().getName(), name, Labels.EXTERNAL))
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata();
    }

    private static ServicePort port(External external) {
        return new ServicePortBuilder()
                .withName(EXTERNAL_PORT)
                .withPort(external.port())
                .withProtocol("TCP")
                .withTargetPort(new IntOrString(external.port()))
                .build();
    }

    private static ServicePort port(Port port, Collection<Port> moved) {
        return new ServicePortBuilder()
                .withName(port.name())
                .withPort(port.port())
                .withProtocol(port.protocolOrDefault())
                .withTargetPort(moved.contains(port) ? new IntOrString(port.name()) : new IntOrString(port.port()))
                .build();
    }
}

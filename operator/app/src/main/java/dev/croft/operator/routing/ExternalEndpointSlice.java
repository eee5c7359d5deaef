package dev.croft.operator.routing;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.External;
import dev.croft.operator.naming.Labels;
import dev.croft.operator.naming.Owner;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.Locale;
import java.util.Map;

/** The address of something that runs elsewhere, behind its core Service; changes with how such an address is told. */
public final class ExternalEndpointSlice {

    private ExternalEndpointSlice() {}

    public static EndpointSlice of(Project project, CroftService service, External external) {
        var name = service.getMetadata().getName();
        var family = external.family();
        return new EndpointSliceBuilder()
                .withNewMetadata()
                // A slice keeps the family of its addresses for ever.
                .withName(name + "-" + family.toLowerCase(Locale.ROOT))
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.ofService(project.getMetadata().getName(), name, Labels.EXTERNAL))
                .addToLabels(Map.of(Labels.SLICE_OF, name, Labels.SLICE_MANAGED_BY, Labels.CROFT))
                .withOwnerReferences(Owner.stamp(service))
                .endMetadata()
                .withAddressType(family)
                .addNewPort()
                .withName(CoreService.EXTERNAL_PORT)
                .withPort(external.port())
                .withProtocol("TCP")
                .endPort()
                .addNewEndpoint()
                .withAddresses(external.host())
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .endEndpoint()
                .build();
    }
}

package dev.croft.operator.naming;

import dev.croft.api.v1alpha1.service.CroftService;
import java.util.Map;
import java.util.TreeMap;

/** The labels on everything that Croft makes; changes only with the public contract, since people select by them. */
public final class Labels {

    public static final String PROJECT = "croft.dev/project";
    public static final String SERVICE = "croft.dev/service";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String PART_OF = "app.kubernetes.io/part-of";
    public static final String NAME = "app.kubernetes.io/name";

    /** The component of pods that answer or work for as long as they are wanted. */
    public static final String SERVE = "serve";

    /** The component of pods that run when they are due, and of what starts them. */
    public static final String SCHEDULE = "schedule";

    /** The component of what holds the data of a Service. */
    public static final String VOLUME = "volume";

    /** The component of objects that close and open the network. */
    public static final String NETWORK = "network";

    /** The component of what runs elsewhere. */
    public static final String EXTERNAL = "external";

    /** On an EndpointSlice, the core Service that it belongs to; the cluster's own word. */
    public static final String SLICE_OF = "kubernetes.io/service-name";

    /** On an EndpointSlice, who writes it; the cluster's own word. */
    public static final String SLICE_MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

    /** What Croft calls itself. */
    public static final String CROFT = "croft";

    private Labels() {}

    /** Labels of an object that belongs to a Project as a whole. */
    public static Map<String, String> ofProject(String project, String component) {
        Map<String, String> labels = sorted();
        labels.put(MANAGED_BY, CROFT);
        labels.put(PART_OF, project);
        labels.put(NAME, project);
        labels.put(PROJECT, project);
        labels.put(COMPONENT, component);
        return labels;
    }

    /** Labels of an object that belongs to one Service. */
    public static Map<String, String> ofService(String project, String service, String component) {
        Map<String, String> labels = ofProject(project, component);
        labels.put(NAME, service);
        labels.put(SERVICE, service);
        return labels;
    }

    /** Selects the pods of one Service that serve, and no pod that migrates or builds for it. */
    public static Map<String, String> servingPods(String project, String service) {
        return podsThat(SERVE, project, service);
    }

    /** Selects the pods of one Service that run as its spec wants it now, all the time or when it is due. */
    public static Map<String, String> runningPods(String project, CroftService service) {
        return podsThat(component(service), project, service.getMetadata().getName());
    }

    /** Selects all pods of one Service, whatever they do for it. */
    public static Map<String, String> pods(String project, String service) {
        Map<String, String> labels = sorted();
        labels.put(PROJECT, project);
        labels.put(SERVICE, service);
        return labels;
    }

    /** The component of the pods in which a Service itself runs. */
    public static String component(CroftService service) {
        return service.getSpec() != null && service.getSpec().isScheduled() ? SCHEDULE : SERVE;
    }

    private static Map<String, String> podsThat(String component, String project, String service) {
        Map<String, String> labels = pods(project, service);
        labels.put(COMPONENT, component);
        return labels;
    }

    // Fingerprints are taken of what these end up in, so their order must not change from start to start.
    private static Map<String, String> sorted() {
        return new TreeMap<>();
    }
}

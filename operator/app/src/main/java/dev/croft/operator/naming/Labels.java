package dev.croft.operator.naming;

import java.util.Map;

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

    /** The component of objects that close and open the network. */
    public static final String NETWORK = "network";

    private Labels() {}

    /** Labels of an object that belongs to a Project as a whole. */
    public static Map<String, String> ofProject(String project, String component) {
        return Map.of(MANAGED_BY, "croft", PART_OF, project, NAME, project, PROJECT, project, COMPONENT, component);
    }

    /** Labels of an object that belongs to one Service. */
    public static Map<String, String> ofService(String project, String service, String component) {
        return Map.of(
                MANAGED_BY,
                "croft",
                PART_OF,
                project,
                NAME,
                service,
                PROJECT,
                project,
                SERVICE,
                service,
                COMPONENT,
                component);
    }

    /** Selects the pods of one Service that serve, and no pod that migrates or builds for it. */
    public static Map<String, String> servingPods(String project, String service) {
        return Map.of(PROJECT, project, SERVICE, service, COMPONENT, SERVE);
    }
}

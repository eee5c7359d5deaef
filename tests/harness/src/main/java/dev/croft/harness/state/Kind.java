package dev.croft.harness.state;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The kinds that trials look at; changes when the operator makes or reads one more. */
public enum Kind {
    PROJECT("croft.dev", "v1alpha1", "Project", "projects"),
    SERVICE("croft.dev", "v1alpha1", "Service", "services"),
    DEPLOYMENT("apps", "v1", "Deployment", "deployments"),
    STATEFUL_SET("apps", "v1", "StatefulSet", "statefulsets"),
    CRON_JOB("batch", "v1", "CronJob", "cronjobs"),
    JOB("batch", "v1", "Job", "jobs"),
    CORE_SERVICE("", "v1", "Service", "services"),
    ENDPOINT_SLICE("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices"),
    AUTOSCALER("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
    INGRESS("networking.k8s.io", "v1", "Ingress", "ingresses"),
    NETWORK_POLICY("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"),
    DISRUPTION_BUDGET("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"),
    CLAIM("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
    POD("", "v1", "Pod", "pods"),
    SECRET("", "v1", "Secret", "secrets"),
    CONFIG_MAP("", "v1", "ConfigMap", "configmaps"),
    EVENT("events.k8s.io", "v1", "Event", "events");

    /** The kinds of Croft's own API. */
    public static final Set<Kind> CUSTOM = EnumSet.of(PROJECT, SERVICE);

    /** The kinds of which the operator creates objects that go with their owner. */
    public static final Set<Kind> OWNED = EnumSet.of(
            DEPLOYMENT,
            STATEFUL_SET,
            CRON_JOB,
            CORE_SERVICE,
            ENDPOINT_SLICE,
            AUTOSCALER,
            INGRESS,
            NETWORK_POLICY,
            DISRUPTION_BUDGET);

    /** The kinds of which it creates objects that may outlive it. */
    public static final Set<Kind> KEPT = EnumSet.of(CLAIM);

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;

    Kind(String group, String version, String kind, String plural) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
    }

    public String group() {
        return group;
    }

    public String plural() {
        return plural;
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The word for it in objects and in what the operator says: core's Service is a Service as well. */
    public String inObjects() {
        return kind;
    }

    /** The word for it in messages and workload files: core's Service is a CoreService. */
    public String word() {
        return this == CORE_SERVICE ? "CoreService" : kind;
    }

    /** The kind with that word. */
    public static Optional<Kind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The kind of an object as its apiVersion and kind name it. */
    public static Optional<Kind> of(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(known -> known.apiVersion().equals(apiVersion) && known.kind.equals(kind))
                .findFirst();
    }

    /** The kind that a request names by group and plural. */
    public static Optional<Kind> requested(String group, String plural) {
        return Arrays.stream(values())
                .filter(known -> known.group.equals(group) && known.plural.equals(plural))
                .findFirst();
    }

    /** How a client speaks of it. */
    public MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            in(KubernetesClient client) {
        return client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build());
    }
}

package dev.croft.operator.golden;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.sample.Contents;
import dev.croft.operator.sample.HandClock;
import dev.croft.operator.sample.Samples;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Croft knows in one situation: caches that are filled from YAML instead of by watches. */
public final class Cluster {

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
            Map.entry("croft.dev/v1alpha1 Project", Project.class),
            Map.entry("croft.dev/v1alpha1 Service", CroftService.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("discovery.k8s.io/v1 EndpointSlice", EndpointSlice.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("batch/v1 CronJob", CronJob.class),
            Map.entry("batch/v1 Job", Job.class),
            Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 Pod", Pod.class),
            Map.entry("v1 Secret", Secret.class),
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1 IngressClass", IngressClass.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class));

    private final Caches caches = new Caches(new HandClock());
    private final List<HasMetadata> contents = new ArrayList<>();

    /** Shows every document of a file, and returns the objects in their order. */
    List<HasMetadata> show(String documents) {
        List<HasMetadata> shown = new ArrayList<>();
        for (String document : documents.split("(?m)^---$", -1)) {
            if (!document.isBlank()) {
                var object = read(document);
                show(object);
                shown.add(object);
            }
        }
        return shown;
    }

    public Caches caches() {
        return caches;
    }

    /** Knows the content of the sources that were shown, and nothing else. */
    public KubernetesClient client() {
        return new Contents(contents).client();
    }

    private static HasMetadata read(String document) {
        var head = Samples.read(document, GenericKubernetesResource.class);
        var kind = KINDS.get(head.getApiVersion() + " " + head.getKind());
        if (kind == null) {
            throw new IllegalArgumentException(
                    "Croft does not watch %s %s".formatted(head.getApiVersion(), head.getKind()));
        }
        return Samples.read(document, kind);
    }

    private void show(HasMetadata object) {
        switch (object) {
            case Secret secret -> source(secret);
            case ConfigMap map -> source(map);
            default -> caches.shelfOf(object).show(object);
        }
    }

    private void source(HasMetadata source) {
        contents.add(source);
        caches.sources(source.getKind())
                .show(new GenericKubernetesResourceBuilder()
                        .withApiVersion(source.getApiVersion())
                        .withKind(source.getKind())
                        .withMetadata(source.getMetadata())
                        .build());
    }
}

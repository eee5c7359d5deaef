package dev.croft.operator.app;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.croft.operator.cluster.pass.Pass;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.watch.EventRouter;
import dev.croft.operator.cluster.watch.Freshness;
import dev.croft.operator.cluster.watch.ManagedFields;
import dev.croft.operator.cluster.watch.SourceReader;
import dev.croft.operator.cluster.watch.WatchPolicy;
import dev.croft.operator.cluster.watch.WatchedKinds;
import dev.croft.operator.cluster.write.Announcer;
import dev.croft.operator.cluster.write.Applier;
import dev.croft.operator.cluster.write.Fence;
import dev.croft.operator.cluster.write.Gate;
import dev.croft.operator.cluster.write.Requests;
import dev.croft.operator.cluster.write.StatusWriter;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Puts the rooms and doors together; changes when one of them needs something else. */
public final class Wiring {

    static final String LEASE = "croft-operator";

    /**
     * Which replica this is, and where its Lease lies.
     *
     * @param instance unique among the replicas
     */
    public record Replica(String instance, String leaseNamespace) {

        String leasePath() {
            return "/apis/coordination.k8s.io/v1/namespaces/" + leaseNamespace + "/leases/" + LEASE;
        }
    }

    @Produces
    @Singleton
    Settings settings(CroftConfig config) {
        return config.toSettings();
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Config clientConfig() {
        // Pass decides when to try again; a client that tries by itself would hide outages and double creates.
        return new ConfigBuilder(Config.autoConfigure(null))
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    @Produces
    @Singleton
    Replica replica(CroftConfig config, Config client) {
        var instance = config.instance()
                .or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
                .orElseGet(() -> UUID.randomUUID().toString());
        var namespace = config.leaseNamespace()
                .or(() -> Optional.ofNullable(client.getNamespace()))
                .orElse("croft-system");
        return new Replica(instance, namespace);
    }

    @Produces
    @Singleton
    @Named("kubernetes")
    ObjectMapper mapper() {
        var mapper = new ObjectMapper();
        // Fingerprints are taken of what is written, so its order must not change from start to start.
        mapper.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        ManagedFields.dropWhileReading(mapper);
        // The API server writes an empty list of metadata as null.
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return mapper;
    }

    @Produces
    @Singleton
    KubernetesClient client(
            Config config,
            @Named("kubernetes") ObjectMapper mapper,
            Vertx vertx,
            WatchPolicy watches,
            Fence fence,
            Gate gate) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(new KubernetesSerialization(mapper, true))
                .withHttpClientFactory(new PatientFactory(vertx))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("watches", watches)
                        .addOrReplaceInterceptor("fence", fence)
                        .addOrReplaceInterceptor("gate", gate))
                .build();
    }

    @Produces
    @Singleton
    Freshness freshness() {
        return new Freshness(System::nanoTime);
    }

    @Produces
    @Singleton
    WatchPolicy watches(Freshness freshness, Caches caches) {
        return new WatchPolicy(freshness, caches.synced(), System::nanoTime);
    }

    @Produces
    @Singleton
    Fence fence(Replica replica) {
        return new Fence(replica.leasePath(), System::nanoTime);
    }

    @Produces
    @Singleton
    Gate gate() {
        return new Gate(System::nanoTime);
    }

    @Produces
    @Singleton
    Caches caches() {
        return new Caches(System::nanoTime);
    }

    @Produces
    @Singleton
    EventRouter router(Caches caches) {
        return new EventRouter(caches);
    }

    @Produces
    @Singleton
    WatchedKinds watchedKinds(
            KubernetesClient client,
            Caches caches,
            EventRouter router,
            SourceReader sources,
            Freshness freshness,
            Settings settings) {
        return new WatchedKinds(client, caches, router, sources, freshness, settings);
    }

    @Produces
    @Singleton
    SourceReader sources(KubernetesClient client, Caches caches, Gate gate) {
        return new SourceReader(client, caches, gate::pass);
    }

    @Produces
    @Singleton
    Requests requests(
            KubernetesClient client, @Named("kubernetes") ObjectMapper mapper, Caches caches, Fence fence, Gate gate) {
        return new Requests(client, mapper, caches, fence, gate);
    }

    @Produces
    @Singleton
    Applier applier(Caches caches, Requests requests) {
        return new Applier(caches, requests, System::nanoTime);
    }

    @Produces
    @Singleton
    Pass pass(
            Caches caches,
            Requests requests,
            @Named("kubernetes") ObjectMapper mapper,
            InstantSource clock,
            Replica replica) {
        return new Pass(
                caches,
                new StatusWriter(requests, mapper, System::nanoTime),
                new Announcer(requests, clock, replica.instance()),
                clock,
                System::nanoTime);
    }

    /** Closes a connection on which nothing was read for so long that it must be dead; its watch is then reopened. */
    private static final class PatientFactory extends VertxHttpClientFactory {

        PatientFactory(Vertx vertx) {
            super(vertx);
        }

        @Override
        protected void additionalConfig(WebClientOptions options) {
            options.setIdleTimeoutUnit(TimeUnit.SECONDS).setReadIdleTimeout((int) WatchPolicy.READ_TIMEOUT.toSeconds());
        }
    }
}

package dev.croft.operator.app;

import dev.croft.operator.cluster.watch.WatchedKinds;
import dev.croft.operator.cluster.write.Fence;
import dev.croft.operator.project.ProjectReconciler;
import dev.croft.operator.service.ServiceReconciler;
import dev.croft.operator.settings.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the controllers once the API server answers, and stops them so that a successor can take over at once. */
@Singleton
public final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private static final int PASSES_AT_ONCE = 8;
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration SYNC = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final WatchedKinds kinds;
    private final Fence fence;
    private final Wiring.Replica replica;
    private final Settings settings;
    private final Operator operator;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Phase phase = Phase.STARTING;

    private enum Phase {
        STARTING,
        RUNNING,
        STOPPING
    }

    public Lifecycle(
            KubernetesClient client,
            WatchedKinds kinds,
            Fence fence,
            Wiring.Replica replica,
            Settings settings,
            ProjectReconciler projects,
            ServiceReconciler services) {
        this.client = client;
        this.kinds = kinds;
        this.fence = fence;
        this.replica = replica;
        this.settings = settings;
        this.operator = new Operator(this::configure);
        register(projects);
        register(services);
    }

    boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().name("croft-start").daemon().start(this::startWhenPossible);
    }

    void stop(@Observes ShutdownEvent event) {
        boolean running = isRunning();
        phase = Phase.STOPPING;
        stopping.countDown();
        if (running) {
            operator.stop();
            kinds.stop();
            releaseLease();
        }
    }

    private void configure(ConfigurationServiceOverrider configuration) {
        configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(PASSES_AT_ONCE)
                .withReconciliationTerminationTimeout(DRAIN)
                .withCacheSyncTimeout(SYNC)
                .withStopOnInformerErrorDuringStartup(false)
                .checkingCRDAndValidateLocalModel(false)
                .withResourceCloner(new Uncopied())
                .withInformerStoppedHandler((informer, cause) -> {
                    if (cause != null) {
                        LOG.error("The watch of {} has ended for good", informer.getApiTypeClass(), cause);
                    }
                })
                .withLeaderElectionConfiguration(leaderElection());
    }

    private LeaderElectionConfiguration leaderElection() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(Wiring.LEASE)
                .withLeaseNamespace(replica.leaseNamespace())
                .withIdentity(replica.instance())
                .withLeaseDuration(LEASE_DURATION)
                .withRenewDeadline(Fence.RENEW_DEADLINE)
                .withRetryPeriod(RENEW_EVERY)
                .withLeaderCallbacks(new LeaderCallbacks(
                        () -> LOG.info("This replica leads"), this::deposed, leader -> LOG.debug("{} leads", leader)))
                // Only this keeps the SDK from ending the process by itself, also in the middle of an orderly stop.
                .buildForTest(false);
    }

    private <P extends HasMetadata> void register(Reconciler<P> reconciler) {
        operator.register(reconciler, configuration -> {
            if (!settings.servesAllNamespaces()) {
                configuration.settingNamespaces(settings.namespaces());
            }
        });
    }

    private void startWhenPossible() {
        try {
            awaitApiServer();
            kinds.start();
            operator.start();
            if (phase == Phase.STARTING) {
                phase = Phase.RUNNING;
                LOG.info("Watching {}", settings.servesAllNamespaces() ? "all namespaces" : settings.namespaces());
            }
        } catch (InterruptedException | RuntimeException failed) {
            LOG.error("The operator cannot start", failed);
            Quarkus.asyncExit(1);
        }
    }

    private void awaitApiServer() throws InterruptedException {
        for (int tries = 0; phase == Phase.STARTING; tries++) {
            try {
                LOG.debug(
                        "The API server answers as {}",
                        client.getKubernetesVersion().getGitVersion());
                return;
            } catch (KubernetesClientException silent) {
                if (tries % 30 == 0) {
                    LOG.warn("Waiting for the API server at {}: {}", client.getMasterUrl(), silent.getMessage());
                }
                if (stopping.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
    }

    private void deposed() {
        fence.close();
        if (phase != Phase.STOPPING) {
            // Only a fresh process starts as an equal candidate, with caches that nobody wonders about.
            LOG.warn("Another replica leads, or the Lease could not be renewed in time; this process starts anew");
            Quarkus.asyncExit(1);
        }
    }

    private void releaseLease() {
        fence.close();
        try {
            var leases = client.resources(Lease.class)
                    .inNamespace(replica.leaseNamespace())
                    .withName(Wiring.LEASE);
            var lease = leases.get();
            if (lease != null && replica.instance().equals(lease.getSpec().getHolderIdentity())) {
                lease.getSpec().setHolderIdentity("");
                client.resource(lease).update();
            }
        } catch (KubernetesClientException unreleased) {
            LOG.warn("The Lease could not be released and will expire: {}", unreleased.getMessage());
        }
    }

    /** Rooms only read what they are given, so nothing needs to be copied for them. */
    private static final class Uncopied implements Cloner {
        @Override
        public <R extends HasMetadata> R clone(R resource) {
            return resource;
        }
    }
}

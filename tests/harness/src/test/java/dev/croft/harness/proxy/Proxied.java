package dev.croft.harness.proxy;

import dev.croft.testing.Sandbox;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** A link with clients that know no other way to the server; changes with how a replica reaches its server. */
final class Proxied implements AutoCloseable {

    static final Predicate<Call> CONFIG_MAPS = call -> "configmaps".equals(call.resource());

    enum Watching {
        BY_WEB_SOCKET,
        BY_LONG_GET
    }

    private final Sandbox sandbox;
    private final String token;
    private final Ledger ledger;
    private final Upstream upstream;
    private final ApiProxy proxy;
    private final Link link;
    private final List<KubernetesClient> clients = new ArrayList<>();

    Proxied(Sandbox sandbox, Path folder) {
        this.sandbox = sandbox;
        this.token = token(sandbox);
        this.ledger = Ledger.at(folder.resolve("ledger.jsonl"));
        var direct = Config.fromKubeconfig(sandbox.kubeconfig().toFile());
        var authority = new String(Base64.getDecoder().decode(direct.getCaCertData()), StandardCharsets.UTF_8);
        this.upstream = new Upstream(URI.create(direct.getMasterUrl()), authority);
        this.proxy = ApiProxy.start(ledger);
        this.link = proxy.link("one", upstream);
    }

    private static String token(Sandbox sandbox) {
        var name = "replica";
        var accounts = sandbox.client().serviceAccounts().inNamespace(sandbox.namespace());
        accounts.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        sandbox.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(sandbox.namespace())
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
                        .addNewSubject("", "ServiceAccount", name, sandbox.namespace())
                        .build())
                .create();
        return accounts.withName(name)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    Link link() {
        return link;
    }

    Link another(String replica) {
        return proxy.link(replica, upstream);
    }

    Upstream upstream() {
        return upstream;
    }

    Ledger ledger() {
        return ledger;
    }

    KubernetesClient client() {
        return client(link, Watching.BY_WEB_SOCKET);
    }

    /** Tries nothing twice by itself, so that a test sees what one call got. */
    KubernetesClient client(Link way, Watching watching) {
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl(way.address().toString())
                .withOauthToken(token)
                .withNamespace(sandbox.namespace())
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(100)
                .withOnlyHttpWatches(watching == Watching.BY_LONG_GET)
                .build();
        var client = new KubernetesClientBuilder().withConfig(config).build();
        clients.add(client);
        return client;
    }

    /** The truth, past the proxy. */
    NonNamespaceOperation<ConfigMap, ?, Resource<ConfigMap>> truth() {
        return sandbox.client().configMaps().inNamespace(sandbox.namespace());
    }

    static ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToData("key", "value")
                .build();
    }

    List<Entry> entries(Predicate<Call> which) {
        return ledger.entries().stream()
                .filter(entry -> which.test(entry.call()))
                .toList();
    }

    @Override
    public void close() {
        clients.forEach(KubernetesClient::close);
        proxy.close();
        ledger.close();
    }
}

package dev.croft.operator.app;

import dev.croft.operator.settings.ExternalNames;
import dev.croft.operator.settings.Settings;
import inet.ipaddr.IPAddressString;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment variables {@code CROFT_*}; changes with what an installation may set. */
@ConfigMapping(prefix = "croft")
public interface CroftConfig {

    /** {@code CROFT_NAMESPACES}: the namespaces that are served, separated by commas. Default: all. */
    Optional<List<String>> namespaces();

    /** {@code CROFT_INGRESS_NAMESPACE}: where the ingress controller's pods run. */
    @WithDefault("traefik")
    String ingressNamespace();

    /** {@code CROFT_INGRESS_CLASS}: the class of Projects that name none. Default: the cluster's default class. */
    Optional<String> ingressClass();

    /** {@code CROFT_DNS_NAMESPACE}: where the cluster's DNS runs. */
    @WithDefault("kube-system")
    String dnsNamespace();

    /** {@code CROFT_DNS_PODS}: labels of the DNS pods, as {@code key=value}, separated by commas. */
    @WithDefault("k8s-app=kube-dns")
    String dnsPods();

    /** {@code CROFT_CLUSTER_DOMAIN}: the domain of the cluster's own names. */
    @WithDefault("cluster.local")
    String clusterDomain();

    /**
     * {@code CROFT_CLUSTER_RANGES}: the addresses of the cluster's pods, Services and nodes, as CIDR, separated by commas.
     * Default: what kubeadm, Kind and k3s give to pods and Services.
     */
    Optional<List<String>> clusterRanges();

    /** {@code CROFT_NODE_ADDRESS}: the address of the node on which this process runs, if it runs in a pod. */
    Optional<String> nodeAddress();

    /**
     * {@code CROFT_EXTERNAL_NAMES}: what the ingress controller does with core Services of type ExternalName, {@code ignored}
     * or {@code followed}.
     */
    @WithDefault("ignored")
    ExternalNames externalNames();

    /** {@code CROFT_IMAGE}: the operator's own image, which init containers run as well. */
    @WithDefault(Settings.USUAL_IMAGE)
    String image();

    /** {@code CROFT_IMAGE_PULL_POLICY}: for Services that set none. Default: Always for a tag, IfNotPresent for a digest. */
    Optional<String> imagePullPolicy();

    /** {@code CROFT_LEASE_NAMESPACE}: where the Lease lies. Default: the namespace of the operator's own pod. */
    Optional<String> leaseNamespace();

    /** {@code CROFT_INSTANCE}: what this replica calls itself in the Lease. Default: the name of its host. */
    Optional<String> instance();

    /**
     * The same as one record.
     *
     * @throws IllegalArgumentException naming the variable that cannot be understood
     */
    default Settings toSettings() {
        return new Settings(
                namespaces().map(Set::copyOf).orElse(Set.of()),
                ingressNamespace(),
                ingressClass(),
                dnsNamespace(),
                labels(dnsPods()),
                clusterDomain(),
                withOwn(clusterRanges().map(CroftConfig::ranges).orElse(Settings.USUAL_RANGES), nodeAddress()),
                externalNames(),
                image(),
                imagePullPolicy());
    }

    // Where the API server answers pods, and the node, if this process runs in a pod.
    private static Set<String> withOwn(Set<String> ranges, Optional<String> node) {
        var own = Stream.of(Optional.ofNullable(System.getenv("KUBERNETES_SERVICE_HOST")), node)
                .flatMap(Optional::stream)
                .filter(host -> new IPAddressString(host).isIPAddress());
        return Stream.concat(ranges.stream(), own).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> ranges(List<String> texts) {
        for (String text : texts) {
            var range = new IPAddressString(text);
            if (!range.isIPAddress() || !range.isPrefixed()) {
                throw new IllegalArgumentException(
                        "CROFT_CLUSTER_RANGES must be a list like 10.96.0.0/12,fd00::/8, but has " + text);
            }
        }
        return Set.copyOf(texts);
    }

    private static Map<String, String> labels(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(pair -> pair.split("=", 2))
                .peek(pair -> {
                    if (pair.length != 2 || pair[0].isBlank()) {
                        throw new IllegalArgumentException(
                                "CROFT_DNS_PODS must be a list like k8s-app=kube-dns, but is " + text);
                    }
                })
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0].strip(), pair -> pair[1].strip()));
    }
}

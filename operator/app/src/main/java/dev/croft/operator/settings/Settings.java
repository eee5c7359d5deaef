package dev.croft.operator.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the installation decides for all Projects; read once, at start.
 *
 * @param namespaces the namespaces that are served; empty means all
 * @param ingressNamespace the namespace in which the ingress controller's pods run, to which routed ports open
 * @param ingressClass the class of Projects that name none; absent leaves it to the cluster's default class
 * @param dnsNamespace the namespace in which the cluster's DNS runs
 * @param dnsPods the labels of the cluster's DNS pods, to which every pod of a Project may speak
 * @param clusterDomain the domain of the cluster's own names
 * @param clusterRanges the addresses of the cluster's pods, Services and nodes, as CIDR
 * @param externalNames what the ingress controller does with names of the outside
 * @param image the operator's own image, which init containers run
 * @param imagePullPolicy the pull policy of Services that set none; absent means Always for a tag, IfNotPresent for a
 *     digest
 */
public record Settings(
        Set<String> namespaces,
        String ingressNamespace,
        Optional<String> ingressClass,
        String dnsNamespace,
        Map<String, String> dnsPods,
        String clusterDomain,
        Set<String> clusterRanges,
        ExternalNames externalNames,
        String image,
        Optional<String> imagePullPolicy) {

    /** The image of an installation that names no other. */
    public static final String USUAL_IMAGE = "ghcr.io/croft-dev/croft-operator:dev";

    /** What kubeadm, Kind and k3s give to pods and Services where nobody says otherwise. */
    public static final Set<String> USUAL_RANGES = Set.of(
            "10.96.0.0/12", "10.244.0.0/16", "fd00:10:96::/112", "fd00:10:244::/56", "10.42.0.0/16", "10.43.0.0/16");

    /** The settings of an installation that changed nothing. */
    public static Settings defaults() {
        return new Settings(
                Set.of(),
                "traefik",
                Optional.empty(),
                "kube-system",
                Map.of("k8s-app", "kube-dns"),
                "cluster.local",
                USUAL_RANGES,
                ExternalNames.IGNORED,
                USUAL_IMAGE,
                Optional.empty());
    }

    public boolean servesAllNamespaces() {
        return namespaces.isEmpty();
    }
}

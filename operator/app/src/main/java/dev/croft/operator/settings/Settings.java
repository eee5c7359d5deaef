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
 * @param imagePullPolicy the pull policy of Services that set none; absent means Always for a tag, IfNotPresent for a
 *     digest
 */
public record Settings(
        Set<String> namespaces,
        String ingressNamespace,
        Optional<String> ingressClass,
        String dnsNamespace,
        Map<String, String> dnsPods,
        Optional<String> imagePullPolicy) {

    /** The settings of an installation that changed nothing. */
    public static Settings defaults() {
        return new Settings(
                Set.of(), "traefik", Optional.empty(), "kube-system", Map.of("k8s-app", "kube-dns"), Optional.empty());
    }

    public boolean servesAllNamespaces() {
        return namespaces.isEmpty();
    }
}

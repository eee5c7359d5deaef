package dev.croft.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/**
 * A namespace that nobody else uses; changes when tests need another way to the server.
 *
 * @param client as administrator of the whole cluster; shared, so never closed by a test
 * @param namespace the fresh namespace, removed after the test
 * @param kubeconfig for programs such as kubectl
 */
public record Sandbox(KubernetesClient client, String namespace, Path kubeconfig) {}

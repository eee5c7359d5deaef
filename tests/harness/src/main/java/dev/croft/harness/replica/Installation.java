package dev.croft.harness.replica;

import dev.croft.testing.ClusterScript;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the manifests give to an operator on a cluster: a namespace, an account and its rights; changes with the
 * manifests.
 *
 * @param system the namespace of the account and the Lease
 * @param namespaces those that are served; none means the whole cluster
 */
public record Installation(KubernetesClient admin, String system, Set<String> namespaces) {

    private static final Path RIGHTS = Path.of("kustomize", "base", "rbac");
    private static final String ACCOUNT = "croft-operator";

    /** The rights of kustomize/base, for all namespaces. */
    public static Installation wholeCluster(KubernetesClient admin) {
        var installation = new Installation(admin, "croft-system", Set.of());
        installation.prepare();
        installation.manifest("cluster-role.yaml").forEach(installation::apply);
        return installation;
    }

    /** The same rights, but in the listed namespaces alone. */
    public static Installation confined(KubernetesClient admin, String system, Set<String> namespaces) {
        var installation = new Installation(admin, system, Set.copyOf(namespaces));
        installation.prepare();
        for (String namespace : namespaces) {
            installation.grant(namespace, installation.rules());
        }
        return installation;
    }

    private void prepare() {
        apply(new NamespaceBuilder()
                .withNewMetadata()
                .withName(system)
                .endMetadata()
                .build());
        manifest("service-account.yaml").forEach(this::apply);
        manifest("lease-role.yaml").forEach(this::apply);
    }

    /** What the operator may do in each namespace that it serves. */
    public List<PolicyRule> rules() {
        return clusterRole().filter(rule -> !isOfTheCluster(rule)).toList();
    }

    /** What it may do beside that, where it serves the whole cluster. */
    public List<PolicyRule> clusterRules() {
        return clusterRole().filter(Installation::isOfTheCluster).toList();
    }

    private Stream<PolicyRule> clusterRole() {
        return manifest("cluster-role.yaml").stream()
                .filter(ClusterRole.class::isInstance)
                .map(ClusterRole.class::cast)
                .flatMap(role -> role.getRules().stream());
    }

    // A class of ingresses belongs to no namespace, so a Role cannot speak of it.
    private static boolean isOfTheCluster(PolicyRule rule) {
        return rule.getResources().contains("ingressclasses");
    }

    /** Replaces what a confined operator may do in one namespace. */
    public void grant(String namespace, List<PolicyRule> rules) {
        apply(new RoleBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .withNamespace(namespace)
                .endMetadata()
                .withRules(rules)
                .build());
        apply(new RoleBindingBuilder()
                .withNewMetadata()
                .withName(ACCOUNT)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", ACCOUNT)
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName(ACCOUNT)
                .withNamespace(system)
                .endSubject()
                .build());
    }

    /** Replaces what the operator may do with its Lease. */
    public void grantLease(List<PolicyRule> rules) {
        manifest("lease-role.yaml").stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .forEach(role -> apply(new RoleBuilder(role).withRules(rules).build()));
    }

    /** A fresh token of the operator's account. */
    public String token() {
        var answer = admin.raw(
                "/api/v1/namespaces/%s/serviceaccounts/%s/token".formatted(system, ACCOUNT),
                "POST",
                Map.of("apiVersion", "authentication.k8s.io/v1", "kind", "TokenRequest", "spec", Map.of()));
        return Serialization.unmarshal(answer, GenericKubernetesResource.class).get("status", "token");
    }

    private void apply(HasMetadata object) {
        admin.resource(object).forceConflicts().serverSideApply();
    }

    private List<HasMetadata> manifest(String file) {
        UnaryOperator<HasMetadata> placed = object -> {
            if (!object.getKind().equals("ClusterRole") && !object.getKind().equals("ClusterRoleBinding")) {
                object.getMetadata().setNamespace(system);
            }
            if (object instanceof io.fabric8.kubernetes.api.model.rbac.RoleBinding binding) {
                binding.getSubjects().forEach(subject -> subject.setNamespace(system));
            }
            return object;
        };
        try (var yaml =
                Files.newInputStream(ClusterScript.root().resolve(RIGHTS).resolve(file))) {
            return admin.load(yaml).items().stream().map(placed).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rights that concern the Lease. */
    public List<PolicyRule> leaseRules() {
        return manifest("lease-role.yaml").stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .flatMap(role -> role.getRules().stream())
                .toList();
    }
}

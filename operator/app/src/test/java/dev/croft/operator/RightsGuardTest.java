package dev.croft.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the rights that are written by hand with what golden tests show the operator to make. */
class RightsGuardTest {

    private static final Path RIGHTS = Path.of("..", "..", "kustomize", "base", "rbac");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private static final List<String> FOR_WHAT_IT_MAKES = List.of("get", "list", "watch", "create", "patch", "delete");

    /** Data is never deleted, only asked for. */
    private static final Set<String> LASTING = Set.of("/persistentvolumeclaims");

    /** What it may do besides; each line has its reason beside the rule in the manifest. */
    private static final Set<String> BESIDES = Set.of(
            "get croft.dev/projects",
            "list croft.dev/projects",
            "watch croft.dev/projects",
            "get croft.dev/services",
            "list croft.dev/services",
            "watch croft.dev/services",
            "patch croft.dev/projects/status",
            "patch croft.dev/services/status",
            "list /pods",
            "watch /pods",
            "list batch/jobs",
            "watch batch/jobs",
            "delete batch/jobs",
            "list networking.k8s.io/ingressclasses",
            "watch networking.k8s.io/ingressclasses",
            "get /secrets",
            "list /secrets",
            "watch /secrets",
            "get /configmaps",
            "list /configmaps",
            "watch /configmaps",
            "create events.k8s.io/events");

    private static final Set<String> ON_LEASES = Set.of(
            "create coordination.k8s.io/leases",
            "get coordination.k8s.io/leases croft-operator",
            "update coordination.k8s.io/leases croft-operator",
            "patch coordination.k8s.io/leases croft-operator");

    @Test
    void theClusterRoleGrantsWhatGoldenOutputsNeedAndNothingElse() throws IOException {
        var needed = new TreeSet<>(BESIDES);
        for (String resource : made()) {
            FOR_WHAT_IT_MAKES.stream()
                    .filter(verb -> !(verb.equals("delete") && LASTING.contains(resource)))
                    .forEach(verb -> needed.add(verb + " " + resource));
        }

        var granted = rights(one(ClusterRole.class, "cluster-role.yaml").getRules());

        assertThat(granted).isEqualTo(needed);
    }

    @Test
    void theRoleGrantsOneLease() throws IOException {
        var granted = rights(one(Role.class, "lease-role.yaml").getRules());

        assertThat(granted).containsExactlyInAnyOrderElementsOf(ON_LEASES);
    }

    private static Set<String> made() throws IOException {
        var resources = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            for (Path file : files.filter(path -> path.endsWith("wanted.yaml")).toList()) {
                for (HasMetadata object : objects(file)) {
                    resources.add(HasMetadata.getGroup(object.getClass()) + "/" + object.getPlural());
                }
            }
        }
        assertThat(resources).as("kinds in the golden outputs of %s", GOLDEN).isNotEmpty();
        return resources;
    }

    private static Set<String> rights(Collection<PolicyRule> rules) {
        var rights = new TreeSet<String>();
        for (PolicyRule rule : rules) {
            assertThat(rule.getNonResourceURLs()).isEmpty();
            var names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
            for (String group : rule.getApiGroups()) {
                for (String resource : rule.getResources()) {
                    for (String verb : rule.getVerbs()) {
                        names.forEach(name -> rights.add((verb + " " + group + "/" + resource + " " + name).strip()));
                    }
                }
            }
        }
        return rights;
    }

    private static <T extends HasMetadata> T one(Class<T> kind, String file) throws IOException {
        return objects(RIGHTS.resolve(file)).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((first, second) -> {
                    throw new AssertionError(file + " holds more than one " + kind.getSimpleName());
                })
                .orElseThrow();
    }

    private static List<HasMetadata> objects(Path file) throws IOException {
        try (InputStream yaml = Files.newInputStream(file)) {
            @Nullable Object read = YAML.unmarshal(yaml);
            if (read == null) {
                // A plan may want nothing.
                return List.of();
            }
            return read instanceof Collection<?> many
                    ? many.stream().map(HasMetadata.class::cast).toList()
                    : List.of((HasMetadata) read);
        }
    }
}

package dev.croft.harness.trial.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Patience;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;

/**
 * P-R16: somebody who may write nothing but Croft's kinds in one namespace reaches for another one's Project, Secret or
 * pods.
 */
public final class Tenant implements Perturbation {

    private static final String TENANT = "tenant";
    private static final String THIEF = "thief";
    private static final String TREASURE = "treasure";
    private static final String BAIT = "bait-of-another-namespace";
    private static final List<String> VARIANTS =
            List.of("project", "secret", "path", "key", "caller", "pull", "shared", "account");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public String name() {
        return "tenant";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.everywhere(name(), references, VARIANTS, 2, seed);
    }

    // What the thief was allowed to make is no part of the workload.
    @Override
    public Comparison comparison() {
        return Comparison.DESTROYED;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        scene.lead(scene.open("one"));
        var neighbour = scene.neighbour();
        plantTreasure(scene);
        scene.user().walk(reference.workload(), LIMIT);
        long mark = scene.ledger().mark();
        var service = service(scene, reference);
        try (var tenant = tenant(scene)) {
            steal(scene, tenant, service);
        }
        Patience.pause(ATTEMPT);
        nothingStolen(scene, mark);
        neighbour.rolls();
        scene.user().delete(new Key(Kind.SERVICE, THIEF));
        scene.await(
                "O6",
                LIMIT,
                () -> scene.present().keySet().stream()
                        .noneMatch(key -> key.name().equals(THIEF)),
                () -> "something of Service/%s is left".formatted(THIEF));
        scene.user().settle(LIMIT);
    }

    // Refused by the schema is as good as refused by the operator.
    private static void steal(Scene scene, KubernetesClient tenant, ObjectNode service) {
        try {
            Kind.SERVICE
                    .in(tenant)
                    .inNamespace(scene.namespace())
                    .resource(Serialization.unmarshal(service.toString(), GenericKubernetesResource.class))
                    .create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != 422 && refused.getCode() != 400) {
                throw refused;
            }
        }
    }

    private static ObjectNode service(Scene scene, Reference reference) {
        var project = reference.end().objects().keySet().stream()
                .filter(key -> key.kind() == Kind.PROJECT)
                .findFirst()
                .orElseThrow()
                .name();
        var elsewhere = scene.elsewhere();
        var spec = switch (scene.of().variant()) {
            // A Project of that name exists next door only.
            case "project" -> "\"projectRef\":{\"name\":\"calm\"}";
            case "secret" -> project(project) + ",\"envFrom\":[{\"secretRef\":{\"name\":\"%s\"}}]".formatted(TREASURE);
            case "path" ->
                project(project)
                        + ",\"envFrom\":[{\"secretRef\":{\"name\":\"../%s/secrets/%s\"}}]"
                                .formatted(elsewhere, TREASURE);
            case "key" ->
                project(project)
                        + ",\"env\":[{\"name\":\"X\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"%s\",\"key\":\"KEY\"}}}]"
                                .formatted(TREASURE);
            case "caller" ->
                project(project) + ",\"allowFrom\":[{\"service\":\"%s/calm\",\"port\":80}]".formatted(elsewhere);
            case "pull" -> project(project) + ",\"imagePullSecrets\":[{\"name\":\"%s\"}]".formatted(TREASURE);
            case "shared" -> "\"projectRef\":{\"name\":\"calm\",\"namespace\":\"%s\"}".formatted(elsewhere);
            default -> project(project) + ",\"serviceAccountName\":\"default\",\"automountServiceAccountToken\":true";
        };
        var json = """
                {"apiVersion":"croft.dev/v1alpha1","kind":"Service","metadata":{"name":"%s"},
                "spec":{"image":"example.com/thief:1",%s}}""".formatted(THIEF, spec);
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(json, impossible);
        }
    }

    private static String project(String name) {
        return "\"projectRef\":{\"name\":\"%s\"}".formatted(name);
    }

    private static void plantTreasure(Scene scene) {
        scene.admin()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(TREASURE)
                        .withNamespace(scene.elsewhere())
                        .endMetadata()
                        .addToStringData("KEY", BAIT)
                        .build())
                .create();
    }

    private static KubernetesClient tenant(Scene scene) {
        scene.admin()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName(TENANT)
                        .withNamespace(scene.namespace())
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("croft.dev")
                        .withResources("projects", "services")
                        .withVerbs("get", "list", "create", "patch", "delete")
                        .endRule()
                        .build())
                .create();
        scene.admin()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(TENANT)
                        .withNamespace(scene.namespace())
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", TENANT)
                        .addNewSubject()
                        .withKind("User")
                        .withName(TENANT)
                        .withApiGroup("rbac.authorization.k8s.io")
                        .endSubject()
                        .build())
                .create();
        var config = new ConfigBuilder(scene.admin().getConfiguration())
                .withImpersonateUsername(TENANT)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static void nothingStolen(Scene scene, long mark) {
        scene.present().forEach((key, object) -> {
            if (key.kind() == Kind.POD && key.name().startsWith(THIEF)) {
                var pod = object.path("spec");
                if (pod.path("automountServiceAccountToken").asBoolean(true)) {
                    throw new Finding("P-R16", key + " mounts a token of the API server");
                }
            }
            if (object.toString().contains(BAIT)) {
                throw new Finding("P-R16", key + " holds the content of a Secret of another namespace");
            }
        });
        scene.ledger().since(mark).stream()
                .filter(entry -> entry.call().verb().equals("get")
                        && entry.call().resource().equals("secrets")
                        && !entry.call().namespace().equals(scene.namespace()))
                .findFirst()
                .ifPresent(read -> {
                    throw new Finding("P-R16", "the operator read a Secret of another namespace");
                });
    }
}

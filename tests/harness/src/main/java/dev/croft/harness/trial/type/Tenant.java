package dev.croft.harness.trial.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Oracles;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * P-R16: somebody who may write nothing but Croft's kinds in one namespace reaches for another one's Project, Secret or
 * pods, and for what exists nowhere; neither is to be had, and the answers do not tell them apart.
 */
public final class Tenant implements Perturbation {

    private static final String TENANT = "tenant";
    private static final Target TREASURE = new Target("thief", "treasure", "calm");
    private static final Target NOTHING = new Target("dreamer", "mirage", "nobody");
    private static final List<Target> TARGETS = List.of(TREASURE, NOTHING);
    private static final String BAIT = "bait-of-another-namespace";
    private static final List<String> VARIANTS =
            List.of("project", "secret", "path", "key", "caller", "pull", "shared", "account");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * What somebody reaches for.
     *
     * @param by the Service that does it
     * @param secret the name of a Secret next door
     * @param owner the name of a Project and Service next door
     */
    private record Target(String by, String secret, String owner) {

        Key service() {
            return new Key(Kind.SERVICE, by);
        }

        /** What a text says, whichever target it speaks of. */
        String unnamed(String text) {
            return text.replace(by, "SERVICE").replace(secret, "SECRET").replace(owner, "OWNER");
        }
    }

    @Override
    public String name() {
        return "tenant";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        return Cases.inTurn(name(), references, VARIANTS, 5, seed);
    }

    // What the thief was allowed to make is no part of the workload.
    @Override
    public Comparison comparison(Case of, Reference reference) {
        return Comparison.DESTROYED;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        scene.lead(scene.open("one"));
        var neighbour = scene.neighbour();
        plantTreasure(scene);
        scene.user().walk(reference.workload(), LIMIT);
        long mark = scene.ledger().mark();
        Set<Target> refused = new HashSet<>();
        try (var tenant = tenant(scene)) {
            for (var target : TARGETS) {
                if (!isTaken(scene, tenant, service(scene, reference, target))) {
                    refused.add(target);
                }
            }
        }
        Patience.pause(ATTEMPT);
        nothingStolen(scene, mark);
        neighbour.rolls();
        nothingTold(scene, refused);
        for (var target : TARGETS) {
            scene.user().delete(target.service());
            scene.await(
                    "O6",
                    LIMIT,
                    () -> scene.present().keySet().stream()
                            .noneMatch(key -> key.name().equals(target.by())),
                    () -> "something of %s is left".formatted(target.service()));
        }
        scene.user().settle(LIMIT);
    }

    // Refused by the schema is as good as refused by the operator.
    private static boolean isTaken(Scene scene, KubernetesClient tenant, ObjectNode service) {
        try {
            Kind.SERVICE
                    .in(tenant)
                    .inNamespace(scene.namespace())
                    .resource(Serialization.unmarshal(service.toString(), GenericKubernetesResource.class))
                    .create();
            return true;
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != 422 && refused.getCode() != 400) {
                throw refused;
            }
            return false;
        }
    }

    private static ObjectNode service(Scene scene, Reference reference, Target target) {
        var project = reference.end().objects().keySet().stream()
                .filter(key -> key.kind() == Kind.PROJECT)
                .findFirst()
                .orElseThrow()
                .name();
        var elsewhere = scene.elsewhere();
        var spec = switch (scene.of().variant()) {
            // A Project of that name exists next door only.
            case "project" -> project(target.owner());
            case "secret" ->
                project(project) + ",\"envFrom\":[{\"secretRef\":{\"name\":\"%s\"}}]".formatted(target.secret());
            case "path" ->
                project(project)
                        + ",\"envFrom\":[{\"secretRef\":{\"name\":\"../%s/secrets/%s\"}}]"
                                .formatted(elsewhere, target.secret());
            case "key" ->
                project(project)
                        + ",\"env\":[{\"name\":\"X\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"%s\",\"key\":\"KEY\"}}}]"
                                .formatted(target.secret());
            case "caller" ->
                project(project)
                        + ",\"allowFrom\":[{\"service\":\"%s/%s\",\"port\":80}]".formatted(elsewhere, target.owner());
            case "pull" -> project(project) + ",\"imagePullSecrets\":[{\"name\":\"%s\"}]".formatted(target.secret());
            case "shared" ->
                "\"projectRef\":{\"name\":\"%s\",\"namespace\":\"%s\"}".formatted(target.owner(), elsewhere);
            default -> project(project) + ",\"serviceAccountName\":\"default\",\"automountServiceAccountToken\":true";
        };
        var json = """
                {"apiVersion":"croft.dev/v1alpha1","kind":"Service","metadata":{"name":"%s"},
                "spec":{"image":"example.com/thief:1",%s}}""".formatted(target.by(), spec);
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
        var owner = new Key(Kind.SERVICE, TREASURE.owner());
        if (scene.site().recorder().present(scene.elsewhere(), owner).isEmpty()) {
            throw new IllegalStateException("nobody next door is called " + TREASURE.owner());
        }
        scene.admin()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(TREASURE.secret())
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

    private static boolean isOfATarget(Key key) {
        return key.name().startsWith(TREASURE.by()) || key.name().startsWith(NOTHING.by());
    }

    // Whoever could tell what exists next door from what does not would know its names one by one. For a moment they
    // may
    // differ: one of two pods is ready before the other.
    private static void nothingTold(Scene scene, Set<Target> refused) {
        scene.await(
                "P-R16",
                LIMIT,
                () -> scene.user().isCalm()
                        && TARGETS.stream().allMatch(target -> refused.contains(target) || isAnswered(scene, target))
                        && told(scene, refused, TREASURE).equals(told(scene, refused, NOTHING)),
                () -> "what exists next door is told from what does not: %s instead of %s"
                        .formatted(told(scene, refused, TREASURE), told(scene, refused, NOTHING)));
    }

    private static boolean isAnswered(Scene scene, Target target) {
        return scene.seen(target.service())
                .filter(service -> service.at("/status/observedGeneration").asLong()
                        == service.at("/metadata/generation").asLong())
                .isPresent();
    }

    private static List<String> told(Scene scene, Set<Target> refused, Target target) {
        if (refused.contains(target)) {
            return List.of("refused");
        }
        List<String> told = new ArrayList<>();
        scene.seen(target.service())
                .ifPresent(service -> service.at("/status/conditions")
                        .forEach(condition -> told.add(target.unnamed("%s=%s %s: %s"
                                .formatted(
                                        condition.path("type").asText(),
                                        condition.path("status").asText(),
                                        condition.path("reason").asText(),
                                        condition.path("message").asText())))));
        return told;
    }

    private static void nothingStolen(Scene scene, long mark) {
        scene.present().forEach((key, object) -> {
            if (key.kind() == Kind.POD && isOfATarget(key)) {
                var pod = object.path("spec");
                if (pod.path("automountServiceAccountToken").asBoolean(true)) {
                    throw new Finding("P-R16", key + " mounts a token of the API server");
                }
            }
            if (Oracles.tells(object.toString(), BAIT)) {
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

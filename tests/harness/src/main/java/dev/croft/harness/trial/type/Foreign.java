package dev.croft.harness.trial.type;

import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Case;
import dev.croft.harness.trial.Finding;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Perturbation;
import dev.croft.harness.trial.Reference;
import dev.croft.harness.trial.References;
import dev.croft.harness.trial.Scene;
import dev.croft.harness.trial.Status;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** P-R13: somebody's object has a name that the operator wants. */
public final class Foreign implements Perturbation {

    private static final List<String> VARIANTS = List.of("bare", "labelled", "owned");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    // A foreign object that goes is out of sight; the operator looks every 60 s.
    private static final Duration CURED = Duration.ofSeconds(90);

    @Override
    public String name() {
        return "foreign";
    }

    @Override
    public List<Case> cases(References references, long seed) {
        List<Case> cases = new ArrayList<>();
        var turns = new EnumMap<Kind, Integer>(Kind.class);
        // The seed says which variant comes first, as some kinds have fewer names than there are variants.
        int first = Math.floorMod(seed, VARIANTS.size());
        for (var reference : references.all()) {
            int k = 0;
            for (var key : reference.births().keySet()) {
                k++;
                // A kind has several names: over all of them each variant comes to each kind.
                int turn = turns.merge(key.kind(), first, (before, _) -> before + 1);
                cases.add(new Case(name(), reference.workload().name(), k, VARIANTS.get(turn % VARIANTS.size()), seed));
            }
        }
        return cases;
    }

    @Override
    public void play(Scene scene, Reference reference) {
        var key = List.copyOf(reference.births().keySet()).get(scene.of().k() - 1);
        var planted = plant(scene, key);
        scene.lead(scene.open("one"));
        var neighbour = scene.neighbour();
        boolean clashed = false;
        for (var step : reference.workload().steps()) {
            scene.user().take(step);
            scene.await(
                    "O1",
                    LIMIT,
                    () -> isRefused(scene) || isSettled(scene),
                    () -> "neither refused nor settled after %d s: %s"
                            .formatted(
                                    LIMIT.toSeconds(), scene.user().unsettled().orElse("settled just now")));
            if (isRefused(scene)) {
                clashed = true;
                untouched(scene, key, planted);
                neighbour.rolls();
                untouched(scene, key, planted);
                key.kind()
                        .in(scene.admin())
                        .inNamespace(scene.namespace())
                        .withName(key.name())
                        .delete();
                scene.user().settle(CURED);
            }
        }
        if (!clashed) {
            throw new Finding(
                    "P-R13",
                    "no custom resource was ever Stalled by NameTaken although %s is somebody else's".formatted(key));
        }
    }

    private static boolean isSettled(Scene scene) {
        return scene.user().isSettled();
    }

    private static boolean isRefused(Scene scene) {
        return scene.present().entrySet().stream()
                .filter(entry -> Kind.CUSTOM.contains(entry.getKey().kind()))
                .map(entry -> Status.of(entry.getValue()))
                .anyMatch(
                        status -> status.isStalled() && status.reason("Stalled").equals("NameTaken"));
    }

    private static void untouched(Scene scene, Key key, GenericKubernetesResource planted) {
        var now = key.kind()
                .in(scene.admin())
                .inNamespace(scene.namespace())
                .withName(key.name())
                .get();
        if (now == null
                || !now.getMetadata().getUid().equals(planted.getMetadata().getUid())) {
            throw new Finding("P-R13", "foreign %s is gone".formatted(key));
        }
        var managers = now.getMetadata().getManagedFields();
        if (managers.stream().anyMatch(manager -> manager.getManager().equals("croft"))) {
            throw new Finding("P-R13", "foreign %s was written by the operator".formatted(key));
        }
    }

    private static GenericKubernetesResource plant(Scene scene, Key key) {
        var labels = scene.of().variant().equals("bare")
                ? "{\"team\":\"blue\"}"
                : "{\"team\":\"blue\",\"croft.dev/project\":\"stolen\",\"app.kubernetes.io/managed-by\":\"croft\"}";
        var owners = scene.of().variant().equals("owned")
                ? "[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"somebody-elses\",\"uid\":\"%s\",\"controller\":true}]"
                        .formatted(scene.admin()
                                .configMaps()
                                .inNamespace(scene.namespace())
                                .withName("somebody-elses")
                                .get()
                                .getMetadata()
                                .getUid())
                : "[]";
        var json = """
                {"apiVersion":"%s","kind":"%s","metadata":{"name":"%s","labels":%s,"ownerReferences":%s},%s}""".formatted(
                        key.kind().apiVersion(),
                        key.kind() == Kind.CORE_SERVICE ? "Service" : key.kind().word(),
                        key.name(),
                        labels,
                        owners,
                        content(key.kind()));
        return key.kind()
                .in(scene.admin())
                .inNamespace(scene.namespace())
                .resource(Serialization.unmarshal(json, GenericKubernetesResource.class))
                .create();
    }

    private static String content(Kind kind) {
        return kind == Kind.ENDPOINT_SLICE
                ? "\"addressType\":\"IPv4\",\"endpoints\":[],\"ports\":[]"
                : "\"spec\":" + spec(kind);
    }

    private static String spec(Kind kind) {
        return switch (kind) {
            case DEPLOYMENT, STATEFUL_SET -> """
                {"replicas":0,"selector":{"matchLabels":{"app":"theirs"}},"template":{"metadata":{"labels":{"app":"theirs"}},
                "spec":{"containers":[{"name":"theirs","image":"example.com/theirs:1","securityContext":{"runAsNonRoot":true,
                "allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"seccompProfile":{"type":"RuntimeDefault"}}}]}}}""";
            case CRON_JOB -> """
                {"schedule":"0 4 29 2 *","jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"theirs",
                "image":"example.com/theirs:1","securityContext":{"runAsNonRoot":true,"allowPrivilegeEscalation":false,
                "capabilities":{"drop":["ALL"]},"seccompProfile":{"type":"RuntimeDefault"}}}]}}}}}""";
            case AUTOSCALER -> """
                {"maxReplicas":2,"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"theirs"}}""";
            case CORE_SERVICE -> "{\"selector\":{\"app\":\"theirs\"},\"ports\":[{\"port\":80}]}";
            case INGRESS -> """
                {"defaultBackend":{"service":{"name":"theirs","port":{"number":80}}}}""";
            case NETWORK_POLICY -> "{\"podSelector\":{\"matchLabels\":{\"app\":\"theirs\"}}}";
            case DISRUPTION_BUDGET -> "{\"minAvailable\":1,\"selector\":{\"matchLabels\":{\"app\":\"theirs\"}}}";
            default -> throw new Misuse("The operator makes no %s.".formatted(kind.word()));
        };
    }
}

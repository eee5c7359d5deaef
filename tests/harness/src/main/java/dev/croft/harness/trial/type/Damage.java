package dev.croft.harness.trial.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;
import dev.croft.harness.trial.Misuse;
import dev.croft.harness.trial.Scene;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** What somebody with another tool does to an object of the operator's; changes when the operator makes another kind. */
final class Damage {

    private Damage() {}

    static void delete(Scene scene, Key victim) {
        victim.kind()
                .in(scene.admin())
                .inNamespace(scene.namespace())
                .withName(victim.name())
                .delete();
    }

    /** Sets something that the operator wants otherwise, and that keeps the object valid; another for each number. */
    static void edit(Scene scene, Key victim, int number) {
        patch(scene, victim, edit(victim.kind(), number));
    }

    /** Wants another number of pods. */
    static void scale(Scene scene, Key victim) {
        patch(scene, victim, "{\"spec\":{\"replicas\":5}}");
    }

    /** Takes the labels away by which the operator finds its objects. */
    static void unlabel(Scene scene, Key victim) {
        patch(scene, victim, """
                {"metadata":{"labels":{"croft.dev/project":null,"app.kubernetes.io/managed-by":"me",
                "endpointslice.kubernetes.io/managed-by":null}}}""");
    }

    /** As somebody does who exports an object, renames it and applies it: the copy says that the operator made it. */
    static void copy(Scene scene, Key original) {
        var copy = scene.seen(original).orElseThrow().deepCopy();
        var metadata = copy.withObject("/metadata");
        metadata.put("name", copyOf(original).name());
        metadata.remove(List.of("uid", "resourceVersion", "generation", "creationTimestamp"));
        if (copy.get("spec") instanceof ObjectNode spec) {
            spec.remove(List.of("clusterIP", "clusterIPs"));
        }
        copy.remove("status");
        original.kind()
                .in(scene.admin())
                .inNamespace(scene.namespace())
                .resource(Serialization.unmarshal(copy.toString(), GenericKubernetesResource.class))
                .create();
    }

    static Key copyOf(Key original) {
        return new Key(original.kind(), original.name() + "-copy");
    }

    /** Leaves a run of a schedule as an older release may have left it: under way, and with a pod that cannot run. */
    static Key strand(Scene scene, Key cronJob) {
        var schedule = scene.seen(cronJob).orElseThrow();
        var run = new Key(Kind.JOB, cronJob.name() + "-stranded");
        var job = JsonNodeFactory.instance.objectNode();
        job.put("apiVersion", Kind.JOB.apiVersion()).put("kind", Kind.JOB.inObjects());
        var metadata = job.putObject("metadata").put("name", run.name());
        metadata.set("labels", schedule.at("/spec/jobTemplate/metadata/labels"));
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", Kind.CRON_JOB.apiVersion())
                .put("kind", Kind.CRON_JOB.inObjects())
                .put("name", cronJob.name())
                .put("controller", true)
                .set("uid", schedule.at("/metadata/uid"));
        job.set("spec", schedule.at("/spec/jobTemplate/spec").deepCopy());
        job.withObject("/spec/template/metadata/annotations").put("croft.dev/release", "stranded");
        ((ObjectNode) job.at("/spec/template/spec/containers/0")).put("image", "example.com/x/fails:1");
        run.kind()
                .in(scene.admin())
                .inNamespace(scene.namespace())
                .resource(Serialization.unmarshal(job.toString(), GenericKubernetesResource.class))
                .create();
        return run;
    }

    /** Merges something into any object of the trial's namespace. */
    static void patch(Scene scene, Key victim, String patch) {
        victim.kind()
                .in(scene.admin())
                .inNamespace(scene.namespace())
                .withName(victim.name())
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private static String edit(Kind kind, int number) {
        return switch (kind) {
            case DEPLOYMENT, STATEFUL_SET -> "{\"spec\":{\"revisionHistoryLimit\":%d}}".formatted(number % 5 + 4);
            case CRON_JOB -> "{\"spec\":{\"schedule\":\"%d 4 29 2 *\"}}".formatted(number % 60);
            case ENDPOINT_SLICE -> "{\"endpoints\":[{\"addresses\":[\"192.0.2.%d\"]}]}".formatted(number % 200 + 50);
            case AUTOSCALER -> "{\"spec\":{\"maxReplicas\":%d}}".formatted(number % 50 + 40);
            case CORE_SERVICE -> "{\"spec\":{\"selector\":{\"croft.dev/service\":\"stolen-%d\"}}}".formatted(number);
            case INGRESS ->
                "{\"spec\":{\"rules\":[{\"host\":\"stolen-%d.example.com\",\"http\":{\"paths\":[{\"path\":\"/\",\"pathType\":\"Prefix\",\"backend\":{\"service\":{\"name\":\"stolen\",\"port\":{\"number\":80}}}}]}}]}}"
                        .formatted(number);
            case NETWORK_POLICY ->
                "{\"spec\":{\"podSelector\":{\"matchLabels\":{\"stolen\":\"n%d\"}}}}".formatted(number);
            case DISRUPTION_BUDGET ->
                "{\"spec\":{\"minAvailable\":null,\"maxUnavailable\":%d}}".formatted(number % 5 + 3);
            default -> throw new Misuse("The operator makes no %s.".formatted(kind.word()));
        };
    }
}

package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.write.StatusWriter;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;

/** Stamps the status of the generation before with the number of the new one, and only then walks the rooms. */
final class EarlyGeneration {

    static final Fault FAULT = new Fault(
            "early-generation",
            "observedGeneration is set before anything is looked at, so old conditions pass for the new spec.",
            "P-R14",
            List.of(Change.of("cluster.pass.Pass", named("walk"), Relabelled.class)));

    private EarlyGeneration() {}

    static final class Relabelled {
        private Relabelled() {}

        @Advice.OnMethodEnter
        @Advice.AssignReturned.ToArguments(@Advice.AssignReturned.ToArguments.ToArgument(0))
        static <R extends CustomResource<?, ? extends ConditionedStatus<?>>> R before(
                @Advice.Argument(0) R resource,
                @Advice.FieldValue("caches") Caches caches,
                @Advice.FieldValue("statusWriter") StatusWriter statusWriter) {
            var status = resource.getStatus();
            var metadata = resource.getMetadata();
            if (status != null && metadata.getGeneration().equals(status.observedGeneration())) {
                return resource;
            }
            List<Condition> conditions = new ArrayList<>();
            Set<String> types = new HashSet<>();
            if (status != null) {
                for (Condition old : status.conditions()) {
                    types.add(old.type());
                    conditions.add(new Condition(
                            old.type(),
                            old.status(),
                            metadata.getGeneration(),
                            old.lastTransitionTime(),
                            old.reason(),
                            old.message()));
                }
            }
            statusWriter.writeConditions(resource, conditions, types, StatusWriter.Observed.YES);
            // The pass goes on with what it has just written, or its own status would be refused as stale.
            return caches.shelfOf(resource)
                    .get(metadata.getNamespace(), metadata.getName())
                    .orElse(resource);
        }
    }
}

package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import dev.croft.operator.cluster.watch.Caches;
import dev.croft.operator.cluster.write.StatusWriter;
import dev.croft.operator.outcome.Conditions;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;

/** Writes a status of success, and only then walks the rooms. */
final class StatusFirst {

    static final Fault FAULT = new Fault(
            "status-first",
            "A new generation is told to be Ready before its children are written.",
            "P-R14",
            List.of(Change.of("cluster.pass.Pass", named("walk"), Ready.class)));

    private StatusFirst() {}

    static final class Ready {
        private Ready() {}

        @Advice.OnMethodEnter
        @Advice.AssignReturned.ToArguments(@Advice.AssignReturned.ToArguments.ToArgument(0))
        static <R extends CustomResource<?, ? extends ConditionedStatus<?>>> R before(
                @Advice.Argument(0) R resource,
                @Advice.FieldValue("caches") Caches caches,
                @Advice.FieldValue("statusWriter") StatusWriter statusWriter,
                @Advice.FieldValue("clock") InstantSource clock) {
            var status = resource.getStatus();
            var metadata = resource.getMetadata();
            if (status != null && metadata.getGeneration().equals(status.observedGeneration())) {
                return resource;
            }
            // Of nothing at all, everything is as it should be.
            var conditions = new Conditions(status, metadata.getGeneration(), clock.instant());
            statusWriter.writeConditions(
                    resource,
                    conditions.settle().conditions(),
                    Set.of(Conditions.READY, Conditions.RECONCILING, Conditions.STALLED),
                    StatusWriter.Observed.YES);
            // The pass goes on with what it has just written, or its own status would be refused as stale.
            return caches.shelfOf(resource)
                    .get(metadata.getNamespace(), metadata.getName())
                    .orElse(resource);
        }
    }
}

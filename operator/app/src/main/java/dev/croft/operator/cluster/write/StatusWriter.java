package dev.croft.operator.cluster.write;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.api.v1alpha1.shared.Condition;
import dev.croft.api.v1alpha1.shared.ConditionedStatus;
import dev.croft.operator.naming.ObjectKey;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Writes a status when it differs from the newest one known; that of a Project not oftener than once a second. */
public final class StatusWriter {

    private static final Duration PACE = Duration.ofSeconds(1);

    private final Requests requests;
    private final ObjectMapper mapper;
    private final LongSupplier nanoTime;
    private final Map<ObjectKey, Long> lastWrite = new ConcurrentHashMap<>();

    public StatusWriter(Requests requests, ObjectMapper mapper, LongSupplier nanoTime) {
        this.requests = requests;
        this.mapper = mapper;
        this.nanoTime = nanoTime;
    }

    /**
     * Writes the status if it differs.
     *
     * @return how long the write must still wait, where the last one was too recent; the caller looks again then
     */
    public <S> Optional<Duration> write(CustomResource<?, S> resource, S status) {
        if (Objects.equals(resource.getStatus(), status)) {
            return Optional.empty();
        }
        var key = ObjectKey.of(resource);
        long now = nanoTime.getAsLong();
        var last = lastWrite.get(key);
        if (last != null && now - last < PACE.toNanos() && isPaced(resource)) {
            return Optional.of(PACE.minusNanos(now - last));
        }
        requests.applyStatus(mapper.valueToTree(status), resource);
        // From its answer on: on a busy line a request may arrive much later than it was sent.
        lastWrite.put(key, nanoTime.getAsLong());
        return Optional.empty();
    }

    /**
     * Replaces some conditions and leaves the rest of the status as it is, for a resource whose rooms could not be
     * walked to their end.
     *
     * @param types the conditions that are replaced, or removed where {@code changed} has none of that type
     * @param observed whether the present generation counts as observed from now on
     */
    public void writeConditions(
            CustomResource<?, ? extends ConditionedStatus<?>> resource,
            List<Condition> changed,
            Set<String> types,
            Observed observed) {
        var before = resource.getStatus();
        List<Condition> conditions = new ArrayList<>(before == null ? List.of() : before.conditions());
        conditions.removeIf(condition -> types.contains(condition.type()));
        changed.stream().filter(condition -> types.contains(condition.type())).forEach(conditions::add);
        ObjectNode status = before == null ? mapper.createObjectNode() : mapper.valueToTree(before);
        var unchanged = status.deepCopy();
        status.set("conditions", mapper.valueToTree(conditions));
        if (observed == Observed.YES) {
            status.put("observedGeneration", resource.getMetadata().getGeneration());
        }
        if (!status.equals(unchanged)) {
            requests.applyStatus(status, resource);
        }
    }

    /** Whether a pass has come to a result about a generation. */
    public enum Observed {
        YES,
        NOT_YET
    }

    /** Forgets a resource that is gone. */
    public void forget(CustomResource<?, ?> resource) {
        lastWrite.remove(ObjectKey.of(resource));
    }

    // A Project sums up its Services and would otherwise be written once for each of them.
    private static boolean isPaced(CustomResource<?, ?> resource) {
        return "Project".equals(resource.getKind());
    }
}

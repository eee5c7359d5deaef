package dev.croft.operator.cluster.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.croft.operator.cluster.watch.ManagedFields;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * Turns what a {@code create} left behind into what an apply can take back.
 *
 * <p>An object made by {@code create} has its fields booked under the operation Update. A later apply books the same
 * fields again under Apply, and leaving one out then frees only the second booking: the field stays. So before the
 * first apply that leaves a field out, the first booking is turned into the second, or struck out where a second
 * exists.
 */
public final class HandOver {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private HandOver() {}

    /**
     * The JSON patch that must come before an apply, if one must.
     *
     * @param before the fields that the object was given last, as a {@link FieldSet}
     * @param now the fields that it is to be given
     */
    public static Optional<String> before(String before, String now, HasMetadata live) {
        return FieldSet.loses(before, now)
                ? ManagedFields.position(live, "Update")
                        .map(created -> patch(
                                created, ManagedFields.position(live, "Apply").isPresent(), live))
                : Optional.empty();
    }

    private static String patch(int position, boolean appliedBefore, HasMetadata live) {
        var entry = "/metadata/managedFields/" + position;
        ArrayNode patch = MAPPER.createArrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/uid")
                .put("value", live.getMetadata().getUid());
        patch.addObject().put("op", "test").put("path", entry + "/manager").put("value", ManagedFields.CROFT);
        patch.addObject().put("op", "test").put("path", entry + "/operation").put("value", "Update");
        if (appliedBefore) {
            patch.addObject().put("op", "remove").put("path", entry);
        } else {
            patch.addObject()
                    .put("op", "replace")
                    .put("path", entry + "/operation")
                    .put("value", "Apply");
        }
        return patch.toString();
    }
}

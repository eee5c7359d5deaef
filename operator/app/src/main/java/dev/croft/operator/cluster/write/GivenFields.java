package dev.croft.operator.cluster.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.operator.naming.Annotations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** Tells what Croft gave a live object from what the API server filled in; changes with how that is written down. */
public final class GivenFields {

    private GivenFields() {}

    /** Whether Croft gave a field of the spec when it last wrote the object. */
    public static boolean hasInSpec(HasMetadata live, String field) {
        return Optional.ofNullable(live.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.FIELDS))
                // A text that is no set has lost whatever it is compared with.
                .filter(given -> !FieldSet.loses(given, given))
                .filter(given -> !FieldSet.loses(FieldSet.of(spec(field)), given))
                .isPresent();
    }

    private static ObjectNode spec(String field) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.withObject("/spec").put(field, "");
        return tree;
    }
}

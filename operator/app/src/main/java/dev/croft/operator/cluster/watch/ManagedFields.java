package dev.croft.operator.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Drops the managed fields of every object as it is read: they are most of a cached Deployment. What stays is where
 * Croft's own entries are in the list, since its bookings are handed over by position.
 */
public final class ManagedFields {

    /** The field manager of everything that Croft writes. */
    public static final String CROFT = "croft";

    private ManagedFields() {}

    /** The place in the list of Croft's own entry with an operation ({@code Update} or {@code Apply}), if there is one. */
    public static Optional<Integer> position(HasMetadata object, String operation) {
        List<ManagedFieldsEntry> entries = object.getMetadata().getManagedFields();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (CROFT.equals(entry.getManager()) && operation.equals(entry.getOperation())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Makes a mapper read managed fields this way. */
    public static void dropWhileReading(ObjectMapper mapper) {
        mapper.addMixIn(ManagedFieldsEntry.class, Slim.class);
    }

    @JsonDeserialize(using = SlimReader.class)
    private interface Slim {}

    static final class SlimReader extends JsonDeserializer<ManagedFieldsEntry> {

        @Override
        public ManagedFieldsEntry deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String manager = "";
            String operation = "";
            String subresource = "";
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "manager" -> manager = parser.getText();
                    case "operation" -> operation = parser.getText();
                    case "subresource" -> subresource = parser.getText();
                    default -> parser.skipChildren();
                }
            }
            var entry = new ManagedFieldsEntry();
            if (CROFT.equals(manager) && subresource.isEmpty()) {
                entry.setManager(CROFT);
                entry.setOperation(operation);
            }
            return entry;
        }
    }
}

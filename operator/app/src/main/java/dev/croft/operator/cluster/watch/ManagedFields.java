package dev.croft.operator.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drops the managed fields of every object as it is read: they are most of a cached Deployment, and Croft needs one
 * thing of them. That is the set of fields which Croft's own {@code create} left behind, kept as one string until the
 * object's first change that takes a field away.
 */
public final class ManagedFields {

    /** The field manager of everything that Croft writes. */
    public static final String CROFT = "croft";

    private static final String PACKED = "packed";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ManagedFields() {}

    /**
     * Where the list of managed fields names a manager with an operation.
     *
     * @param position its place in the list
     * @param fields the fields it owns, in the form of the API server's fieldsV1; null where they were dropped
     */
    public record Entry(int position, @Nullable JsonNode fields) {}

    /** Croft's own entry with an operation ({@code Update} or {@code Apply}), if the object has one. */
    public static Optional<Entry> own(HasMetadata object, String operation) {
        List<ManagedFieldsEntry> entries = object.getMetadata().getManagedFields();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (CROFT.equals(entry.getManager()) && operation.equals(entry.getOperation())) {
                return Optional.of(new Entry(i, unpack(entry)));
            }
        }
        return Optional.empty();
    }

    /** Makes a mapper read managed fields this way. */
    public static void dropWhileReading(ObjectMapper mapper) {
        mapper.addMixIn(ManagedFieldsEntry.class, Slim.class);
    }

    private static @Nullable JsonNode unpack(ManagedFieldsEntry entry) {
        if (entry.getFieldsV1() == null) {
            return null;
        }
        try {
            return MAPPER.readTree(
                    (String) entry.getFieldsV1().getAdditionalProperties().get(PACKED));
        } catch (IOException e) {
            throw new IllegalStateException("It was packed by this class", e);
        }
    }

    @JsonDeserialize(using = SlimReader.class)
    private interface Slim {}

    static final class SlimReader extends JsonDeserializer<ManagedFieldsEntry> {

        @Override
        public ManagedFieldsEntry deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String manager = "";
            String operation = "";
            String subresource = "";
            String fields = "";
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "manager" -> manager = parser.getText();
                    case "operation" -> operation = parser.getText();
                    case "subresource" -> subresource = parser.getText();
                    // The API server writes manager and operation after fieldsV1, so it must be read to the end.
                    case "fieldsV1" -> fields = parser.readValueAsTree().toString();
                    default -> parser.skipChildren();
                }
            }
            var entry = new ManagedFieldsEntry();
            if (CROFT.equals(manager) && subresource.isEmpty()) {
                entry.setManager(CROFT);
                entry.setOperation(operation);
                if ("Update".equals(operation)) {
                    var packed = new FieldsV1();
                    packed.setAdditionalProperty(PACKED, fields);
                    entry.setFieldsV1(packed);
                }
            }
            return entry;
        }
    }
}

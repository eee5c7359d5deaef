package dev.croft.harness.proxy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Reads the resourceVersion of an object as it is sent; changes never. */
final class StoredVersion {

    static final long NONE = 0;

    private static final JsonFactory JSON = new JsonFactory();

    private StoredVersion() {}

    /** The version that the object itself names, and nothing that is inside it; {@link #NONE} where there is none. */
    static long in(Buffer body) {
        try (var parser = JSON.createParser(body.getBytes())) {
            return enter(parser, "metadata") && enter(parser, "resourceVersion")
                    ? Long.parseLong(parser.nextTextValue())
                    : NONE;
        } catch (IOException | NumberFormatException notAnObject) {
            return NONE;
        }
    }

    // Goes into the object that comes next, and stops at the name of that field of its own.
    private static boolean enter(JsonParser parser, String field) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.currentName().equals(field)) {
                return true;
            }
            parser.nextToken();
            parser.skipChildren();
        }
        return false;
    }
}

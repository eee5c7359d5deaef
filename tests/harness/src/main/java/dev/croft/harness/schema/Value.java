package dev.croft.harness.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * A value that a property can be given, and how it is called; changes when values are shown differently.
 *
 * @param what as it stands in a table
 */
record Value(String what, JsonNode node) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int SHOWN = 40;

    /** A value that is shown as it is, shortened where it is long. */
    static Value of(JsonNode node) {
        var text = node.toString();
        return new Value(
                text.length() <= SHOWN
                        ? text
                        : "%s... (%d characters)".formatted(text.substring(0, SHOWN), text.length()),
                node);
    }

    static Value of(String text) {
        return of(NODES.textNode(text));
    }

    static Value of(String what, String text) {
        return new Value(what, NODES.textNode(text));
    }

    static Value of(long number) {
        return of(NODES.numberNode(number));
    }

    /** A number as it is written, however large or fine. */
    static Value ofNumber(String number) {
        return new Value(number.toLowerCase(Locale.ROOT), NODES.numberNode(new BigDecimal(number)));
    }
}

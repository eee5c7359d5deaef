package dev.croft.harness.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What programs have stumbled over, by type, whatever a schema says of it; changes when a new kind of trap is known.
 *
 * <p>Which of it is accepted is the API server's to say; what is accepted, the operator has to live with.
 */
final class HostileValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int DEEP = 200;

    /** In all about 256 kB of text: much for one object, and little enough for the store. */
    private static final int LARGE_ENTRIES = 8;

    private static final int LARGE_ENTRY = 32_000;

    private static final List<Value> TEXTS = List.of(
            Value.of(""),
            Value.of(" "),
            Value.of("a NUL", "a\0b"),
            Value.of("control characters", "a\u0001\u001b[31m\u007f\u0085b"),
            Value.of("line breaks", "a\nb\r\nc"),
            Value.of("a tab", "a\tb"),
            Value.of("separators of Unicode", "a\u2028b\u2029c\u00a0d"),
            Value.of("a byte order mark", "\ufeffa"),
            Value.of("no character", "a\uffffb"),
            Value.of("beyond the basic plane", "a\ud83d\ude00\ud83c\udff3\ufe0f\u200d\ud83c\udf08"),
            Value.of("from right to left", "a\u202eb\u202c\u05d0"),
            Value.of("letters that grow by their case", "\u0130\u00df\ufb03\u0149"),
            Value.of("two ways to write one letter", "\u00e9e\u0301"),
            Value.of("digits of other scripts", "\u0661\u0967\uff11"),
            Value.of("quotes", "'\"`\\'\\\""),
            Value.of("${x}"),
            Value.of("$(id)"),
            Value.of("$(KEY)$$(KEY)$(KEY"),
            Value.of("`id`;id|id&id"),
            Value.of("%s%n%d%x%"),
            Value.of("{0}{}{{.x}}#{x}"),
            Value.of("../../../etc/passwd"),
            Value.of("/proc/self/environ"),
            Value.of("file:///etc/passwd"),
            Value.of("<script>alert(1)</script>&amp;"),
            Value.of("' OR 1=1; --"),
            Value.of("%00%2e%2e%2f"),
            Value.of("\\u0000\\n"),
            Value.of("yes"),
            Value.of("null"),
            Value.of("~"),
            Value.of("true"),
            Value.of("1e3"),
            Value.of("0x1F"),
            Value.of("012"),
            Value.of("1_000"),
            Value.of("2026-01-01"),
            Value.of("NaN"),
            Value.of(".inf"),
            Value.of("<<"),
            Value.of("*a"),
            Value.of("&a !!int"),
            Value.of("---"),
            Value.of("- a: b # c"),
            Value.of("[]"),
            Value.of("{\"$ref\": \"#\"}"));

    private static final List<Value> NUMBERS = Stream.of(
                    "0",
                    "-1",
                    "2147483647",
                    "2147483648",
                    "-2147483649",
                    "4294967296",
                    "9007199254740993",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "18446744073709551616",
                    "0.1",
                    "1E+2",
                    "1E-400",
                    "1.7976931348623157E+308",
                    "1E+400")
            .map(Value::ofNumber)
            .toList();

    private static final List<Value> FLAGS =
            List.of(Value.of("yes"), Value.of("False"), Value.of(""), Value.of(0), Value.of(1));

    private HostileValues() {}

    /** The traps for one property, from small to large. */
    static List<Value> of(Property property, JsonNode current) {
        List<Value> values = new ArrayList<>();
        values.add(Value.of(NODES.nullNode()));
        values.addAll(
                switch (property.type()) {
                    case TEXT -> texts(property);
                    case CHOICE -> choices(current);
                    case NUMBER -> numbers(current);
                    case NUMBER_OR_TEXT ->
                        Stream.concat(TEXTS.stream(), numbers(current).stream()).toList();
                    case FLAG -> FLAGS;
                    case LIST -> lists(current);
                    case OBJECT, MAP -> objects(current);
                });
        return values;
    }

    private static List<Value> texts(Property property) {
        var most = property.schema().getMaxLength();
        // Limits count characters: each of these is two for Java, and four bytes for the store.
        return most == null
                ? TEXTS
                : Stream.concat(
                                TEXTS.stream(),
                                Stream.of(Value.of(
                                        "%d characters beyond the basic plane".formatted(most),
                                        "\ud83d\ude00".repeat(most.intValue()))))
                        .toList();
    }

    private static List<Value> choices(JsonNode current) {
        var text = current.asText();
        return Stream.of(text + " ", " " + text, text + "\n", text + "\0", text.replace('e', '\u0435'))
                .map(Value::of)
                .toList();
    }

    private static List<Value> numbers(JsonNode current) {
        return current.isIntegralNumber()
                ? Stream.concat(
                                NUMBERS.stream(),
                                Stream.of(
                                        Value.ofNumber(current.asText() + ".0"),
                                        Value.ofNumber(current.asText() + "0E-1")))
                        .toList()
                : NUMBERS;
    }

    private static List<Value> lists(JsonNode current) {
        var reversed = NODES.arrayNode();
        IntStream.range(0, current.size()).forEach(i -> reversed.insert(0, current.get(i)));
        var doubled = ((ArrayNode) current.deepCopy()).addAll((ArrayNode) current);
        List<Value> lists = new ArrayList<>(List.of(
                Value.of(NODES.arrayNode()),
                new Value("[null]", NODES.arrayNode().addNull()),
                new Value("an empty entry more", ((ArrayNode) current.deepCopy()).add(NODES.objectNode())),
                new Value("a list in the list", NODES.arrayNode().add(current)),
                new Value("every entry twice", doubled),
                new Value("the other way round", reversed)));
        if (current.path(0).isTextual()) {
            var large = NODES.arrayNode();
            IntStream.range(0, LARGE_ENTRIES).forEach(i -> large.add("a".repeat(LARGE_ENTRY)));
            lists.add(new Value("256 kB", large));
            var texts = NODES.arrayNode();
            TEXTS.forEach(text -> texts.add(text.node()));
            lists.add(new Value("every odd text at once", texts));
        }
        return lists;
    }

    private static List<Value> objects(JsonNode current) {
        JsonNode nested = NODES.textNode("deep");
        for (var i = 0; i < DEEP; i++) {
            nested = NODES.objectNode().set("a", nested);
        }
        var odd = (ObjectNode) current.deepCopy();
        TEXTS.forEach(text -> odd.set(text.node().asText(), text.node()));
        return List.of(
                Value.of(NODES.objectNode()),
                new Value("%d objects deep".formatted(DEEP), nested),
                new Value("odd names", odd),
                new Value(
                        "a name that means the class",
                        ((ObjectNode) current.deepCopy()).put("@class", "java.lang.Object")));
    }
}

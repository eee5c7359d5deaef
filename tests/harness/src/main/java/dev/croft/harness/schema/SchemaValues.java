package dev.croft.harness.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values just inside and just outside what a schema allows; changes when schemas limit values in a new way. */
final class SchemaValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What texts without a limit are taken to hold. */
    private static final long ENDLESS = 1024;

    private static final int TRIES = 20;
    private static final long BEYOND_INT = 1L << 31;

    private final Property property;
    private final JSONSchemaProps schema;
    private final JsonNode current;
    private final String used;
    private final List<String> telling;
    private final Random random;

    /**
     * Values for one property of one object.
     *
     * @param telling which parts of a list's entry tell it from the others
     */
    SchemaValues(Property property, Place place, ObjectNode base, List<String> telling, Random random) {
        this.property = property;
        this.schema = property.schema();
        this.current = place.value(base);
        this.used = base.toString();
        this.telling = telling.isEmpty() ? schema.getXKubernetesListMapKeys() : telling;
        this.random = random;
    }

    /** Other values that the schema allows, up to its limits. */
    List<Value> inside() {
        return switch (property.type()) {
            case OBJECT -> List.of();
            case MAP -> fewer();
            case LIST -> lists();
            case TEXT -> texts();
            case CHOICE ->
                schema.getEnum().stream()
                        .filter(choice -> !choice.equals(current))
                        .map(Value::of)
                        .toList();
            case NUMBER -> numbers();
            case NUMBER_OR_TEXT -> schema.getMaximum() == null ? List.of() : numbers();
            case FLAG -> List.of(Value.of(NODES.booleanNode(!current.booleanValue())));
        };
    }

    /** Values that the schema refuses, most of them by one too many. */
    List<Value> outside() {
        List<Value> outside = new ArrayList<>(wrongTypes());
        switch (property.type()) {
            case LIST -> {
                if (schema.getMaxItems() != null) {
                    outside.add(new Value("one entry too many", filled(schema.getMaxItems() + 1)));
                }
                if (schema.getMinItems() != null && schema.getMinItems() > 0) {
                    outside.add(Value.of(NODES.arrayNode()));
                }
            }
            case TEXT -> outside.addAll(wrongTexts());
            case CHOICE -> {
                outside.add(Value.of("Unknown"));
                outside.add(Value.of(""));
            }
            case NUMBER, NUMBER_OR_TEXT -> outside.addAll(wrongNumbers());
            case OBJECT, MAP, FLAG -> {}
        }
        return outside;
    }

    private List<Value> fewer() {
        var smaller = (ObjectNode) current.deepCopy();
        if (!smaller.isEmpty()) {
            smaller.remove(smaller.fieldNames().next());
        }
        return List.of(new Value("one entry fewer", smaller));
    }

    private List<Value> lists() {
        List<Value> lists = new ArrayList<>();
        lists.add(new Value("one entry more", filled(current.size() + 1L)));
        if (current.size() > 1) {
            var smaller = (ArrayNode) current.deepCopy();
            smaller.remove(0);
            lists.add(new Value("one entry fewer", smaller));
        }
        if (schema.getMaxItems() != null) {
            lists.add(new Value("%d entries".formatted(schema.getMaxItems()), filled(schema.getMaxItems())));
        }
        return lists;
    }

    private ArrayNode filled(long size) {
        var filled = (ArrayNode) current.deepCopy();
        LongStream.range(current.size(), size).forEach(i -> filled.add(another(current.get(0), i)));
        return filled;
    }

    private JsonNode another(JsonNode entry, long index) {
        if (!(entry instanceof ObjectNode)) {
            return varied(entry, index);
        }
        var copy = (ObjectNode) entry.deepCopy();
        telling.forEach(part -> copy.set(part, varied(copy.path(part), index)));
        return copy;
    }

    private static JsonNode varied(JsonNode value, long index) {
        return value.isIntegralNumber()
                ? NODES.numberNode(value.longValue() + index)
                : NODES.textNode(value.asText() + index);
    }

    private List<Value> texts() {
        var rules = new TextRules(schema, ENDLESS);
        var length = (int) Math.min(rules.longest(), ENDLESS * ENDLESS);
        var text = current.asText();
        var padded = text.isEmpty()
                ? Stream.<String>of()
                : Stream.of(text + "a".repeat(Math.max(0, length - text.length())));
        var longest = Stream.concat(padded, Stream.of("a".repeat(length)))
                .filter(rules::allow)
                .limit(1);
        return Stream.concat(Stream.of(text + random.nextInt(10, 100), "a" + random.nextInt(10, 100)), longest)
                .filter(rules::allow)
                .filter(other -> !other.equals(text))
                .map(Value::of)
                .toList();
    }

    private List<Value> wrongTexts() {
        var rules = new TextRules(schema, ENDLESS);
        List<Value> wrong = new ArrayList<>();
        if (schema.getMaxLength() != null) {
            wrong.add(Value.of(
                    "one character too many", "a".repeat(schema.getMaxLength().intValue() + 1)));
        }
        if (schema.getMinLength() != null && schema.getMinLength() > 0) {
            wrong.add(Value.of(""));
        }
        Stream.of("Not Allowed", "-", "a/b", "_", "/ü", "")
                .filter(rules::breaks)
                .limit(2)
                .map(Value::of)
                .forEach(wrong::add);
        return wrong;
    }

    private List<Value> numbers() {
        var smallest = bound(schema.getMinimum(), Integer.MIN_VALUE);
        var largest = bound(schema.getMaximum(), Integer.MAX_VALUE);
        Set<Long> numbers = new TreeSet<>(List.of(smallest, largest));
        // Not one that means something elsewhere in the object, such as another port.
        random.longs(TRIES, smallest, largest)
                .filter(number -> !used.contains(Long.toString(number)))
                .limit(1)
                .forEach(numbers::add);
        if (current.isIntegralNumber()) {
            numbers.add(current.longValue() + 1);
            numbers.add(current.longValue() - 1);
        }
        return numbers.stream()
                .filter(number -> number >= smallest && number <= largest)
                .filter(number -> !current.isIntegralNumber() || number != current.longValue())
                .map(Value::of)
                .toList();
    }

    private List<Value> wrongNumbers() {
        List<Value> wrong = new ArrayList<>();
        if (schema.getMinimum() != null) {
            wrong.add(Value.of(schema.getMinimum().longValue() - 1));
        }
        if (schema.getMaximum() != null) {
            wrong.add(Value.of(schema.getMaximum().longValue() + 1));
            wrong.add(Value.of(BEYOND_INT));
            wrong.add(Value.of(Long.MAX_VALUE));
        }
        if (schema.getMaxLength() != null) {
            wrong.add(Value.of(
                    "one character too many", "1".repeat(schema.getMaxLength().intValue() + 1)));
        }
        wrong.add(Value.ofNumber("1.5"));
        return wrong;
    }

    private static long bound(@Nullable Double bound, long otherwise) {
        return bound == null ? otherwise : bound.longValue();
    }

    private List<Value> wrongTypes() {
        JsonNode text = NODES.textNode("text");
        JsonNode number = NODES.numberNode(7);
        JsonNode flag = NODES.booleanNode(true);
        JsonNode object = NODES.objectNode();
        JsonNode list = NODES.arrayNode();
        var wrong = switch (property.type()) {
            case OBJECT, MAP -> List.of(text, number, list);
            case LIST -> List.of(text, number, object);
            case TEXT, CHOICE -> List.of(number, flag, object, list);
            case NUMBER -> List.of(NODES.textNode("7"), flag, object, list);
            case NUMBER_OR_TEXT -> List.of(flag, object, list);
            case FLAG -> List.of(NODES.textNode("true"), NODES.numberNode(1), object, list);
        };
        return wrong.stream().map(Value::of).toList();
    }
}

package dev.croft.harness.schema;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which texts a schema lets through, as far as its rules are patterns; changes when rules ask a text something else.
 *
 * <p>Rules that say more stay unknown here. What they mean for values stands in particulars.yaml.
 */
final class TextRules {

    private static final Pattern TERM =
            Pattern.compile("(!?)self\\.(matches|startsWith|endsWith|contains)\\('((?:[^'\\\\]|\\\\.)*)'\\)");
    private static final Pattern POSIX = Pattern.compile("\\[:([a-z])([a-z]+):]");

    private final List<Predicate<String>> rules = new ArrayList<>();
    private final long shortest;
    private final long longest;

    TextRules(JSONSchemaProps schema, long endless) {
        shortest = schema.getMinLength() == null ? 0 : schema.getMinLength();
        longest = schema.getMaxLength() == null ? endless : schema.getMaxLength();
        if (schema.getPattern() != null) {
            rules.add(Pattern.compile(schema.getPattern()).asPredicate());
        }
        schema.getXKubernetesValidations().forEach(rule -> rules.addAll(terms(rule.getRule())));
    }

    boolean allow(String text) {
        return fits(text) && rules.stream().allMatch(rule -> rule.test(text));
    }

    /** Whether a text of allowed length breaks a pattern. */
    boolean breaks(String text) {
        return fits(text) && !rules.stream().allMatch(rule -> rule.test(text));
    }

    long longest() {
        return longest;
    }

    private boolean fits(String text) {
        return text.length() >= shortest && text.length() <= longest;
    }

    private static List<Predicate<String>> terms(String rule) {
        List<Predicate<String>> terms = new ArrayList<>();
        for (var term : rule.split(" && ", -1)) {
            var parts = TERM.matcher(term.strip());
            if (!parts.matches()) {
                return List.of();
            }
            var asked = predicate(parts.group(2), parts.group(3).replaceAll("\\\\(.)", "$1"));
            terms.add(parts.group(1).isEmpty() ? asked : asked.negate());
        }
        return terms;
    }

    private static Predicate<String> predicate(String question, String text) {
        return switch (question) {
            case "startsWith" -> asked -> asked.startsWith(text);
            case "endsWith" -> asked -> asked.endsWith(text);
            case "contains" -> asked -> asked.contains(text);
            default -> Pattern.compile(java(text)).asPredicate();
        };
    }

    // The server's patterns name classes of characters in another way than Java's.
    private static String java(String pattern) {
        return POSIX.matcher(pattern)
                .replaceAll(name -> "\\\\p{%s%s}".formatted(name.group(1).toUpperCase(Locale.ROOT), name.group(2)));
    }
}

package dev.croft.init;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text in which <code>${NAME}</code> stands for a variable; changes when templates learn to say more. <code>$${NAME}</code>
 * is the text <code>${NAME}</code>, and all else stands for itself.
 *
 * @param text as a person wrote it
 */
public record Template(String text) {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?<escape>\\$)?\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\\}");

    /** The names of the variables that it stands on, each once. */
    public Set<String> names() {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .filter(found -> !isEscaped(found))
                .map(found -> found.group("name"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The text with the values of the variables in it.
     *
     * @throws UnknownNames if it names one that is none of them
     */
    public String filledWith(Map<String, String> variables) {
        var unknown = new TreeSet<>(names());
        unknown.removeAll(variables.keySet());
        if (!unknown.isEmpty()) {
            throw new UnknownNames(unknown);
        }
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        isEscaped(found) ? found.group().substring(1) : variables.get(found.group("name"))));
    }

    private static boolean isEscaped(MatchResult found) {
        return found.group("escape") != null;
    }

    /** Thrown when a template names what is no variable. */
    public static final class UnknownNames extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        UnknownNames(Set<String> names) {
            super(names.stream().map("${%s}"::formatted).collect(Collectors.joining(", ")));
        }
    }
}

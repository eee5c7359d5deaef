package dev.croft.api.v1alpha1.shared.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of reading a part of a stored object: what could be read, and what could not. Changes when trouble is told
 * to people in another way.
 *
 * <p>A watch must survive every object that the API server ever accepted, also under an earlier schema. So reading
 * never throws: what does not fit is absent, and the reason is kept for the person who can mend it.
 *
 * @param value what was read, without what does not fit; whole by its type, or null where that cannot be
 * @param problems names the fields and why they could not be read; empty where all is well
 * @param stored the part as it was found, kept only where there are problems
 */
public record Reading<T>(
        @Nullable T value, List<String> problems, @Nullable JsonNode stored) {

    /** More would not help anybody to mend the object, and a condition's message has a limit. */
    private static final int TOLD = 5;

    /** Nothing was there to be read, or it came from a program and not from the store. */
    public static <T> Reading<T> nothing() {
        return new Reading<>(null, List.of(), null);
    }

    /** Reads a part named {@code field} (spec or status) as a type. */
    public static <T> Reading<T> of(String field, @Nullable JsonNode tree, Class<T> type) {
        if (tree == null || tree.isNull() || tree.isMissingNode()) {
            return nothing();
        }
        return new LenientReader(field).read(tree, type);
    }

    /** The same, where the part is needed: its absence is a problem too. */
    public Reading<T> orMissing(String field) {
        return problems.isEmpty() ? new Reading<>(null, List.of(field + ": is missing"), null) : this;
    }

    /**
     * What to write for the part. Programs copy objects by writing and reading them; a copy must not look whole because
     * what could not be read was left out of it.
     */
    public @Nullable Object written(@Nullable T current) {
        return problems.isEmpty() ? current : stored;
    }

    /** The problems of several parts as one text. */
    public static Optional<String> trouble(Reading<?>... parts) {
        var problems =
                Stream.of(parts).flatMap(part -> part.problems().stream()).toList();
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        var told = String.join("; ", problems.subList(0, Math.min(TOLD, problems.size())));
        var more = problems.size() - TOLD;
        return Optional.of(more > 0 ? told + "; and " + more + " more" : told);
    }
}

package dev.croft.api.v1alpha1.shared;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of reading a part of a stored object: what could be read, and what could not. Changes when trouble is told
 * to people in another way.
 *
 * <p>A watch must survive every object that the API server ever accepted, also under an earlier schema. So reading
 * never throws: what does not fit is absent, and the reason is kept for the person who can mend it.
 *
 * @param value what was read, without what does not fit; null where nothing could be made of it
 * @param trouble names the fields and why they could not be read; null where all is well
 */
public record Reading<T>(@Nullable T value, @Nullable String trouble) {

    /** More would not help anybody to mend the object, and a condition's message has a limit. */
    private static final int TOLD = 5;

    /** Reads a part named {@code field} (spec or status) as a type. */
    public static <T> Reading<T> of(String field, @Nullable JsonNode tree, Class<T> type) {
        if (tree == null || tree.isNull() || tree.isMissingNode()) {
            return new Reading<>(null, null);
        }
        return new LenientReader(field).read(tree, type);
    }

    static <T> Reading<T> of(@Nullable T value, List<String> problems) {
        if (problems.isEmpty()) {
            return new Reading<>(value, null);
        }
        var told = String.join("; ", problems.subList(0, Math.min(TOLD, problems.size())));
        var more = problems.size() - TOLD;
        return new Reading<>(value, more > 0 ? told + "; and " + more + " more" : told);
    }
}

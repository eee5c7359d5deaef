package dev.croft.harness.schema;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A no of the API server, and the fields that it names; changes when the server names fields in another way.
 *
 * @param code the code of the answer
 * @param fields paths as the server wrote them
 */
public record Refusal(int code, List<String> fields) {

    /** How near to the cause a refusal leads. */
    public enum Aim {
        /** The property, or a part of it. */
        EXACT,
        /** An object or list that it stands in: where a rule looks at several properties, or a name is unknown. */
        AROUND,
        ELSEWHERE
    }

    private static final Pattern UNKNOWN_FIELD = Pattern.compile("(?:unknown|duplicate) field \"([^\"]+)\"");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final Pattern KEY = Pattern.compile("\\[([^]]+)]");

    public static Refusal of(Status status) {
        var details = Optional.ofNullable(status.getDetails());
        var causes = details.map(known -> known.getCauses()).stream()
                .flatMap(Collection::stream)
                .map(StatusCause::getField);
        var unknown = UNKNOWN_FIELD
                .matcher(Objects.requireNonNullElse(status.getMessage(), ""))
                .results()
                .map((MatchResult found) -> found.group(1));
        return new Refusal(
                status.getCode(),
                Stream.concat(causes, unknown)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }

    /** Whether it names a property. */
    public Aim at(Property property) {
        return nearest(property).map(field -> aim(field, property)).orElse(Aim.ELSEWHERE);
    }

    /** The field it names that is nearest to a property. */
    public Optional<String> nearest(Property property) {
        return fields.stream().min((one, other) -> aim(one, property).compareTo(aim(other, property)));
    }

    private static Aim aim(String field, Property property) {
        var wanted = Place.steps(property.path());
        var named =
                Place.steps(KEY.matcher(INDEX.matcher(field).replaceAll("[]")).replaceAll(".$1"));
        if (Place.leads(property.path(), named)) {
            return Aim.EXACT;
        }
        if (leads(named, wanted)) {
            return Aim.AROUND;
        }
        // A name that is unknown stands beside the property.
        return named.size() == wanted.size() && leads(named.subList(0, named.size() - 1), wanted)
                ? Aim.AROUND
                : Aim.ELSEWHERE;
    }

    // The whole spec is near only to what stands directly in it.
    private static boolean leads(List<String> named, List<String> wanted) {
        return named.size() > (wanted.size() == 2 ? 0 : 1)
                && named.size() <= wanted.size()
                && wanted.subList(0, named.size()).equals(named);
    }
}

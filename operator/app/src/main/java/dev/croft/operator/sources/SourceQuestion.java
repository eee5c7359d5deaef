package dev.croft.operator.sources;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be known of the Secrets and ConfigMaps of a Service, as its specs stand; {@link Sources} is the answer.
 *
 * @param sources those that its pods read
 * @param templates the files whose names must be variables
 * @param overrides the variables of which it must be known whether a source sets them
 */
public record SourceQuestion(Collection<ConfigSource> sources, Templates templates, Overrides overrides) {

    public static SourceQuestion of(Project project, CroftService service) {
        return new SourceQuestion(
                References.of(project, service), Templates.of(project, service), Overrides.of(project, service));
    }

    /** Equal where the same is asked of the same contents; empty where a content need not be understood. */
    public String fingerprint() {
        return Stream.of(templates.fingerprint(), overrides.fingerprint())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(","));
    }
}

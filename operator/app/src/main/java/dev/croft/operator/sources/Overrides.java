package dev.croft.operator.sources;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.shared.EnvFrom;
import dev.croft.api.v1alpha1.shared.EnvVar;
import dev.croft.operator.naming.Fingerprint;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The variables of a Project that a Secret or ConfigMap of a Service may set as well, and then wins. The kubelet would
 * have it the other way round: to it a variable in {@code env} counts more than any key in {@code envFrom}.
 *
 * @param variables the names that the Project's {@code env} gives to the Service
 * @param sources the Service's {@code envFrom}
 */
public record Overrides(List<String> variables, List<EnvFrom> sources) {

    /** Of a Service whose sources cannot set what its Project does. */
    public static final Overrides NONE = new Overrides(List.of(), List.of());

    public static Overrides of(Project project, CroftService service) {
        var variables =
                Variables.shared(project, service).stream().map(EnvVar::name).toList();
        var sources = service.getSpec().envFrom();
        return variables.isEmpty() || sources.isEmpty() ? NONE : new Overrides(variables, sources);
    }

    /** Equal for equal questions, so that nothing is read to answer one again; empty for {@link #NONE}. */
    public String fingerprint() {
        return equals(NONE) ? "" : Fingerprint.of(this);
    }

    /**
     * Those variables that a source does set, in order.
     *
     * @param contents by {@link ConfigSource#id()} what is known of those sources that exist
     */
    public List<String> in(Map<String, SourceNames> contents) {
        var keys = sources.stream()
                .flatMap(source -> Variables.in(source, contents))
                .collect(Collectors.toSet());
        return variables.stream().filter(keys::contains).sorted().toList();
    }

    /** A Project without the variables that a Service sets by its sources: what is left is the Project's to say. */
    public static Project apply(Project project, Collection<String> overridden) {
        if (overridden.isEmpty()) {
            return project;
        }
        var names = Set.copyOf(overridden);
        var spec = project.getSpec();
        var rest = new Project();
        rest.setMetadata(project.getMetadata());
        rest.setSpec(spec.withEnv(spec.env().stream()
                .filter(variable -> !names.contains(variable.name()))
                .toList()));
        rest.setStatus(project.getStatus());
        return rest;
    }
}
